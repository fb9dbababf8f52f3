import { cleanPath, folderOf } from '../../src/core/go-path.ts'
import { compareBytes, fromBytes, toBytes } from '../../src/core/go-string.ts'
import {
  type Change,
  type ChangeOutcome,
  type FileState,
  type Machine,
  MachineError,
  type Ownership,
  type Present,
  type Run,
  type RunOutput,
} from '../../src/core/machine.ts'

/** Anything in the file system of a {@link MemoryMachine}. */
export interface Entry {
  readonly type: 'file' | 'directory' | 'symlink'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Of a file. */
  readonly content?: Uint8Array
  /** Of a symbolic link. */
  readonly target?: string
}

/** What a program that is run answers; the default is success without output. */
export type Reply = (commandLine: string, change: Run) => Partial<RunOutput> | undefined

export interface MemoryOptions {
  /** Path to content; null is a directory. Parents are made. */
  readonly files?: Readonly<Record<string, string | null>>
  readonly umask?: number
  readonly reply?: Reply
  /** Changes that fail, by kind or by their path, with this error code. */
  readonly refuse?: (change: Change) => string | undefined
}

/** A whole machine in memory, for testing steps: nothing outside is read or changed. Runs as root. */
export class MemoryMachine implements Machine {
  readonly now: Present
  readonly entries = new Map<string, Entry>()
  /** All changes that were asked for, in order. */
  readonly asked: Change[] = []
  /** Command lines that were run, in order. */
  readonly commands: string[] = []
  hostname = 'memory'
  locksHeld: string[] = []
  readonly #umask: number
  readonly #reply: Reply
  readonly #refuse: (change: Change) => string | undefined

  constructor({
    files = {},
    umask = 0o022,
    reply = () => undefined,
    refuse = () => undefined,
  }: MemoryOptions = {}) {
    this.#umask = umask
    this.#reply = reply
    this.#refuse = refuse
    this.entries.set('/', { type: 'directory', mode: 0o755, uid: 0, gid: 0 })
    for (const [path, content] of Object.entries(files)) this.put(path, content)
    this.now = {
      stat: (path) => this.#stateAt(this.#resolve(path)),
      lstat: (path) => this.#stateAt(this.#resolve(path, 'keep')),
      bytes: (path) => this.#bytes(path),
      text: (path) => {
        const bytes = this.#bytes(path)
        return bytes && fromBytes(bytes)
      },
      list: (path) => this.#list(path),
      readlink: (path) => this.entries.get(this.#resolve(path, 'keep') ?? '')?.target,
    }
  }

  /** Puts a file (0644) or, with null, a directory (0755) in place, and its parents; all owned by root. */
  put(path: string, content: string | null): void {
    if (path !== '/' && !this.entries.has(folderOf(path))) this.put(folderOf(path), null)
    this.entries.set(
      path,
      content === null
        ? { type: 'directory', mode: 0o755, uid: 0, gid: 0 }
        : { type: 'file', mode: 0o644, uid: 0, gid: 0, content: toBytes(content) },
    )
  }

  async apply(change: Exclude<Change, { kind: 'problem' }>): Promise<ChangeOutcome> {
    this.asked.push(change)
    try {
      const code = this.#refuse(change)
      if (code !== undefined) throw new MachineError(`refused: ${code}`, code)
      return this.#apply(change)
    } catch (error) {
      if (error instanceof MachineError) return { ok: false, error }
      throw error
    }
  }

  releaseLocks(): void {
    this.locksHeld = []
  }

  #apply(change: Exclude<Change, { kind: 'problem' }>): ChangeOutcome {
    switch (change.kind) {
      case 'write-file': {
        const content = typeof change.content === 'string' ? toBytes(change.content) : change.content
        if (change.path.endsWith('/')) throw new MachineError(`${change.path}: is a directory`, 'EISDIR')
        return this.#write(
          change.path,
          content,
          change.mode,
          (change.newMode ?? 0o666) & ~this.#umask,
          change,
        )
      }
      case 'make-directory': {
        const path = this.#target(change.path)
        const old = this.entries.get(path)
        if (old && (old.type !== 'directory' || change.umask === 'cut')) {
          throw new MachineError(`${change.path}: exists`, 'EEXIST')
        }
        const mode = change.umask === 'cut' ? change.mode & ~this.#umask : change.mode
        return this.#set(path, { type: 'directory', mode, ...owner(change, old) })
      }
      case 'set-attributes': {
        const path = this.#target(change.path)
        const old = this.entries.get(path)
        if (!old) throw new MachineError(`${change.path}: missing`, 'ENOENT')
        return this.#set(path, { ...old, mode: change.mode ?? old.mode, ...owner(change, old) })
      }
      case 'remove':
        return { ok: true, changed: this.entries.delete(this.#resolve(change.path, 'keep') ?? '') }
      case 'make-link': {
        const entry = { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target: change.target } as const
        return this.#set(this.#resolve(change.path, 'keep') ?? change.path, entry)
      }
      case 'run':
        return this.#run(change)
      case 'set-hostname': {
        const changed = this.hostname !== change.name
        if (toBytes(change.name).length > 64)
          throw new MachineError('the host name is longer than 64 bytes', 'EINVAL')
        this.hostname = change.name
        return { ok: true, changed }
      }
      case 'set-kernel-value':
        return this.#write(`/proc/sys/${change.key}`, toBytes(change.value), undefined, 0o644, {})
      case 'fetch':
      case 'clone-repository':
        throw new MachineError(`${change.url}: there is no network in memory`)
      case 'grow-small-btrfs':
        throw new MachineError(`${change.device}: there are no disks in memory`)
      case 'ask': {
        const reply = (url: string) => ({
          durationMs: 0,
          error: new MachineError(`${url}: no network in memory`),
        })
        return { ok: true, changed: false, replies: change.questions.map(({ url }) => reply(url)) }
      }
      case 'read-volumes':
        return { ok: true, changed: false, volumes: [] }
      case 'note':
        return { ok: true, changed: false }
      case 'unpack-image':
        throw new MachineError('no images here')
      case 'hold-lock':
        this.locksHeld.push(change.path)
        return { ok: true, changed: false }
    }
  }

  #write(
    path: string,
    content: Uint8Array,
    mode: number | undefined,
    newMode: number,
    owned: Ownership,
  ): ChangeOutcome {
    const target = this.#target(path)
    const old = this.entries.get(target)
    if (old?.type === 'directory') throw new MachineError(`${path}: is a directory`, 'EISDIR')
    return this.#set(target, {
      type: 'file',
      mode: mode ?? old?.mode ?? newMode,
      ...owner(owned, old),
      content,
    })
  }

  #run(change: Run): ChangeOutcome {
    const line = 'shell' in change.command ? change.command.shell : change.command.argv.join(' ')
    this.commands.push(line)
    const output = { exit: 0, stdout: '', stderr: '', ...this.#reply(line, change) }
    if (output.exit === 0) return { ok: true, changed: true, output }
    return { ok: false, error: new MachineError(`failed with exit code ${output.exit}`), output }
  }

  /** Where a new entry goes; its folder must be there. */
  #target(path: string): string {
    const target = this.#resolve(path)
    if (target === undefined) throw new MachineError(`${path}: not a directory`, 'ENOTDIR')
    const parent = this.entries.get(folderOf(target))
    if (path === '' || parent === undefined) throw new MachineError(`${path}: no such directory`, 'ENOENT')
    return target
  }

  #set(path: string, entry: Entry): ChangeOutcome {
    const changed = !sameEntry(this.entries.get(path), entry)
    this.entries.set(path, entry)
    return { ok: true, changed }
  }

  /** The path with its links resolved; undefined when a file stands in the way. */
  #resolve(path: string, last: 'follow' | 'keep' = 'follow', depth = 0): string | undefined {
    if (depth > 40) throw new MachineError(`${path}: too many symbolic links`, 'ELOOP')
    let at = '/'
    const names = path.split('/').filter((name) => name !== '' && name !== '.')
    for (const [index, name] of names.entries()) {
      const here = cleanPath(`${at}/${name}`)
      const entry = this.entries.get(here)
      const isLast = index === names.length - 1
      if (entry?.type === 'symlink' && !(isLast && last === 'keep')) {
        const rest = names.slice(index + 1).join('/')
        const target = entry.target?.startsWith('/') ? entry.target : `${at}/${entry.target}`
        return this.#resolve(`${target}/${rest}`, last, depth + 1)
      }
      if (entry?.type === 'file' && !isLast) return undefined
      at = here
    }
    return at
  }

  #stateAt(path: string | undefined): FileState | undefined {
    const entry = path === undefined ? undefined : this.entries.get(path)
    if (!entry) return undefined
    const { type, mode, uid, gid, content } = entry
    return { type, mode, uid, gid, size: content?.length ?? 0 }
  }

  #bytes(path: string): Uint8Array | undefined {
    const entry = this.entries.get(this.#resolve(path) ?? '')
    if (entry?.type === 'directory') throw new MachineError(`${path}: is a directory`, 'EISDIR')
    return entry?.content
  }

  #list(path: string): string[] | undefined {
    const folder = this.#resolve(path)
    if (folder === undefined || this.entries.get(folder)?.type !== 'directory') return undefined
    const inside = [...this.entries.keys()].filter((key) => key !== '/' && folderOf(key) === folder)
    return inside.map((key) => key.slice(key.lastIndexOf('/') + 1)).sort(compareBytes)
  }
}

function owner({ uid, gid }: Ownership, old: Entry | undefined): { uid: number; gid: number } {
  const kept = (id: number | undefined, before: number) => (id === undefined || id === -1 ? before : id)
  return { uid: kept(uid, old?.uid ?? 0), gid: kept(gid, old?.gid ?? 0) }
}

function sameEntry(a: Entry | undefined, b: Entry): boolean {
  if (!a || a.type !== b.type || a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid) return false
  return (
    a.target === b.target &&
    Buffer.compare(a.content ?? new Uint8Array(), b.content ?? new Uint8Array()) === 0
  )
}
