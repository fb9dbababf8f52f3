import { realpathSync } from 'node:fs'
import type { CloneRepository } from '../core/changes/clone-repository.ts'
import { toBytes } from '../core/go-string.ts'
import {
  type Change,
  type ChangeOutcome,
  type Fetch,
  type Machine,
  MachineError,
  type Ownership,
  type Present,
  type Run,
  type RunOutput,
  type SetKernelValue,
  type WriteFile,
} from '../core/machine.ts'
import { livePresent } from './live-present.ts'
import { SafePaths } from './safe-paths.ts'
import { errorCode, systemError } from './system-error.ts'

/** What a {@link LiveMachine} works on and with. */
export interface LiveOptions {
  /** The folder that holds the machine; `/` is this one, running. */
  readonly root: string
  /** The process's umask. */
  readonly umask: number
  /** For programs that are run, and for proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds after which a program is ended; 0 is never. */
  readonly timeout: number
  /** Told what people should know while it runs: that owners cannot be set (once), what is waited for. */
  readonly note?: (message: string) => void
}

type FileChanges = typeof import('./file-changes.ts')

type Applied = Exclude<Change, { kind: 'problem' }>

const done = (changed: boolean): ChangeOutcome => ({ ok: true, changed })
const skipped = (reason: string): ChangeOutcome => ({ ok: true, changed: false, skipped: reason })

/**
 * The machine itself: what is asked for is done, at once. With another root than `/` files go below it, programs run
 * inside it, and what would change the running kernel is skipped.
 */
export class LiveMachine implements Machine {
  readonly now: Present
  readonly #options: LiveOptions
  readonly #environment: Readonly<Record<string, string>>
  readonly #root: string
  readonly #paths: SafePaths
  readonly #ownersApply: boolean
  #files: FileChanges | undefined
  #processes: typeof import('./processes/run.ts') | undefined
  #toldOfOwners = false
  readonly #locks = new Map<string, () => void>()

  constructor(options: LiveOptions) {
    this.#options = options
    this.#environment = withoutHoles(options.environment)
    this.#root = options.root === '/' ? '/' : realpathSync(options.root)
    this.#paths = new SafePaths(this.#root)
    this.#ownersApply = this.#root === '/' || process.geteuid?.() === 0
    this.now = livePresent(this.#root)
  }

  async apply(change: Applied): Promise<ChangeOutcome> {
    try {
      return await this.#apply(change)
    } catch (error) {
      // Anything but the system's refusal is a defect of ours, and keeps its stack.
      if (!(error instanceof MachineError) && errorCode(error) === undefined) throw error
      return { ok: false, error: refusalOf(change, error) }
    }
  }

  releaseLocks(): void {
    for (const release of this.#locks.values()) release()
    this.#locks.clear()
  }

  async #apply(change: Applied): Promise<ChangeOutcome> {
    switch (change.kind) {
      case 'write-file':
        return done(await this.#write(change))
      case 'make-directory':
        return done(
          (this.#files ?? (await this.#loadFiles())).makeDirectory(
            { ...change, ...this.#owner(change) },
            this.#paths,
          ),
        )
      case 'set-attributes':
        return done(
          (this.#files ?? (await this.#loadFiles())).changeAttributes(
            { ...change, ...this.#owner(change) },
            this.#paths,
          ),
        )
      case 'remove':
        return done((this.#files ?? (await this.#loadFiles())).removeEntry(change, this.#paths))
      case 'make-link':
        this.#paths.forget()
        return done((this.#files ?? (await this.#loadFiles())).makeLink(change, this.#paths))
      case 'run':
        this.#paths.forget()
        return this.#run(change)
      case 'set-hostname':
        return this.#isLive ? this.#setHostname(change.name) : skipped(this.#needsLive)
      case 'set-kernel-value':
        return this.#isLive ? this.#setKernelValue(change) : skipped(this.#needsLive)
      case 'fetch':
        return this.#fetch(change)
      case 'clone-repository':
        return this.#clone(change)
      case 'ask': {
        if (!this.#isLive) return skipped(this.#needsLive)
        const { ask } = await import('./network/ask.ts')
        return { ok: true, changed: false, replies: await ask(change, this.#environment) }
      }
      case 'read-volumes': {
        if (!this.#isLive) return skipped(this.#needsLive)
        const { readVolumes } = await import('./volumes/read-volumes.ts')
        return { ok: true, changed: false, volumes: readVolumes(change) }
      }
      case 'unpack-image': {
        const { unpackImage } = await import('./images/unpack-image.ts')
        this.#paths.forget()
        const surroundings = { environment: this.#environment, paths: this.#paths }
        return { ok: true, changed: true, warnings: await unpackImage(change, surroundings) }
      }
      case 'hold-lock':
        return this.#lock(change.path)
      case 'grow-small-btrfs': {
        if (!this.#isLive) return skipped(this.#needsLive)
        const { growSmallBtrfs } = await import('./disks/grow-small-btrfs.ts')
        return done(growSmallBtrfs(change.device, change.size))
      }
      case 'note':
        return done(false)
    }
  }

  get #isLive(): boolean {
    return this.#root === '/'
  }

  get #needsLive(): string {
    return `it needs the running system, not --root ${this.#options.root}`
  }

  async #write(change: WriteFile): Promise<boolean> {
    const { writeFile } = this.#files ?? (await this.#loadFiles())
    const { path, content, mode, newMode = 0o666, sync = false } = change
    const bytes = typeof content === 'string' ? toBytes(content) : content
    const owner = this.#owner(change)
    return writeFile(
      { path, content: bytes, mode, newMode: newMode & ~this.#options.umask, sync, ...owner },
      this.#paths,
    )
  }

  async #run(change: Run): Promise<ChangeOutcome> {
    if (!this.#isLive && change.live) return skipped(this.#needsLive)
    if (!this.#isLive && !this.#hasShell()) {
      return skipped(
        `programs run inside --root ${this.#options.root} only for root and with a /bin/sh in it`,
      )
    }
    this.#processes ??= await import('./processes/run.ts')
    const { run } = this.#processes
    const { timeout, note } = this.#options
    const chroot = this.#isLive ? undefined : this.#root
    const output = await run(change, { environment: this.#environment, timeout, chroot, note })
    if (output.exit === 0) return { ok: true, changed: change.question !== true, output }
    return { ok: false, error: new MachineError(howItEnded(output)), output }
  }

  #hasShell(): boolean {
    return process.geteuid?.() === 0 && this.now.stat('/bin/sh')?.type === 'file'
  }

  /** Many a run only starts programs: what changes files is loaded with the first file. */
  async #loadFiles(): Promise<FileChanges> {
    const files = await import('./file-changes.ts')
    await files.prepareLabels()
    this.#files = files
    return files
  }

  async #setKernelValue({ key, value }: SetKernelValue): Promise<ChangeOutcome> {
    const { setKernelValue } = await import('./kernel.ts')
    return done(setKernelValue(key, value))
  }

  async #setHostname(name: string): Promise<ChangeOutcome> {
    const { setHostname } = await import('./kernel.ts')
    return done(
      await setHostname(name, async (argv) => {
        const outcome = await this.#run({ kind: 'run', command: { argv } })
        return outcome.ok
      }),
    )
  }

  async #fetch(change: Fetch): Promise<ChangeOutcome> {
    const { fetchChange, isFetched, isSuccess, statusError } = await import('./fetch.ts')
    const files = this.#files ?? (await this.#loadFiles())
    const { path } = change
    if (path !== undefined && (await isFetched(change, this.#paths))) {
      return done(
        files.changeAttributes(
          { ...this.#owner(change), kind: 'set-attributes', path, mode: change.mode },
          this.#paths,
        ),
      )
    }
    const surroundings = { environment: this.#environment, paths: this.#paths, umask: this.#options.umask }
    const response = await fetchChange({ ...change, ...this.#owner(change) }, surroundings)
    if (change.method === 'HEAD' || isSuccess(response.status)) {
      return { ok: true, changed: change.path !== undefined, response }
    }
    return { ok: false, error: statusError(change.url, response.status), response }
  }

  async #clone(change: CloneRepository): Promise<ChangeOutcome> {
    const { cloneRepository } = await import('./git/clone-repository.ts')
    this.#paths.forget()
    const { timeout } = this.#options
    return done(
      await cloneRepository(change, { environment: this.#environment, paths: this.#paths, timeout }),
    )
  }

  async #lock(path: string): Promise<ChangeOutcome> {
    const { lockAccountFile } = await import('./account-lock.ts')
    const host = this.#paths.target(path)
    if (!this.#locks.has(host)) this.#locks.set(host, await lockAccountFile(host))
    return done(false)
  }

  /** An unprivileged user who builds a tree cannot give files away; as tar does then, owners are left out. */
  #owner({ uid, gid }: Ownership): Ownership {
    if (this.#ownersApply || (uid === undefined && gid === undefined)) return { uid, gid }
    if (!this.#toldOfOwners) {
      this.#options.note?.(`owners below ${this.#options.root} are not set: only root can give files away`)
    }
    this.#toldOfOwners = true
    return { uid: undefined, gid: undefined }
  }
}

function howItEnded({ exit, signal, timedOut }: RunOutput): string {
  if (timedOut) return 'it took too long and was ended'
  return signal === undefined ? `it failed with exit code ${exit}` : `it was ended by ${signal}`
}

function refusalOf(change: Applied, error: unknown): MachineError {
  const [subject, verb] = subjectOf(change)
  if (change.kind === 'run' && errorCode(error) === 'ENOENT') {
    return new MachineError(`${subject} is not installed, or not on PATH`, 'ENOENT')
  }
  return systemError(subject, verb, error)
}

/** What a refusal is about: the path, address or program, and what was to become of it. */
function subjectOf(change: Applied): [subject: string, verb: string] {
  switch (change.kind) {
    case 'write-file':
      return [change.path, 'written']
    case 'make-directory':
      return [change.path, 'made']
    case 'set-attributes':
      return [change.path, 'changed']
    case 'remove':
      return [change.path, 'removed']
    case 'make-link':
      return [change.path, 'made a link']
    case 'run':
      return ['argv' in change.command ? (change.command.argv[0] ?? 'the program') : 'the shell', 'run']
    case 'set-hostname':
      return ['the host name', 'set']
    case 'set-kernel-value':
      return [change.key, 'set']
    case 'fetch':
      return [change.path ?? 'the address', 'fetched']
    case 'clone-repository':
      return [change.path, 'cloned']
    case 'ask':
      return ['the servers', 'asked']
    case 'read-volumes':
      return ['the volumes', 'read']
    case 'unpack-image':
      return [change.target, 'filled']
    case 'hold-lock':
      return [change.path, 'locked']
    case 'grow-small-btrfs':
      return [change.device, 'resized']
    case 'note':
      return ['a note', 'taken']
  }
}

function withoutHoles(environment: LiveOptions['environment']): Record<string, string> {
  const entries = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}
