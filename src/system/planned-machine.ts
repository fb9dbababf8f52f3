import { folderOf } from '../core/go-path.ts'
import { toBytes } from '../core/go-string.ts'
import {
  type Change,
  type ChangeOutcome,
  type Machine,
  MachineError,
  type MakeDirectory,
  type MakeLink,
  type Ownership,
  type Present,
  type SetAttributes,
  type WriteFile,
} from '../core/machine.ts'
import { type Layer, type LayerEntry, presentWith } from './planned-layer.ts'

/** One change that would be made, with what is there before and what would be after. */
export interface PlannedChange {
  readonly change: Applied
  /** Of changes to the file system; undefined where nothing is, or would be. */
  readonly before?: LayerEntry | undefined
  readonly after?: LayerEntry | undefined
  /** Why it is not known what would come of it: programs are not run, nothing is fetched. */
  readonly unknown?: string
}

export type Applied = Exclude<Change, { kind: 'problem' }>

/**
 * A machine that only notes what it is asked for. Files, folders and links go to a layer in memory over `present`,
 * so later steps read what earlier ones would have written; programs and fetches are noted and taken to succeed.
 */
export class PlannedMachine implements Machine {
  readonly now: Present
  /** All that would change, in order. */
  readonly planned: PlannedChange[] = []
  readonly #layer: Layer = new Map()
  readonly #present: ReturnType<typeof presentWith>
  readonly #umask: number

  constructor(present: Present, { umask }: { readonly umask: number }) {
    this.#umask = umask
    this.#present = presentWith(present, this.#layer)
    this.now = this.#present
  }

  async apply(change: Applied): Promise<ChangeOutcome> {
    try {
      return this.#apply(change)
    } catch (error) {
      if (error instanceof MachineError) return { ok: false, error }
      throw error
    }
  }

  releaseLocks(): void {}

  #apply(change: Applied): ChangeOutcome {
    switch (change.kind) {
      case 'write-file':
        return this.#write(change)
      case 'make-directory':
        return this.#makeDirectory(change)
      case 'set-attributes':
        return this.#setAttributes(change)
      case 'remove':
        return this.#remove(change.path, change)
      case 'make-link':
        return this.#makeLink(change)
      case 'run':
        return this.#note(change, 'programs are not run in a plan', change.question)
      case 'fetch':
        return this.#note(change, 'nothing is fetched in a plan', change.method === 'HEAD')
      case 'clone-repository':
        return this.#note(change, 'nothing is fetched in a plan')
      case 'ask':
        return this.#note(change, 'nobody is asked in a plan', true)
      case 'read-volumes':
        return this.#note(change, 'no device is touched in a plan', true)
      case 'unpack-image':
        return this.#note(change, 'no image is unpacked in a plan')
      case 'set-hostname':
        return this.#setValue(change, '/proc/sys/kernel/hostname', change.name)
      case 'set-kernel-value':
        return this.#setValue(change, `/proc/sys/${change.key}`, change.value)
      case 'grow-small-btrfs':
        return this.#note(change, 'disks are not touched in a plan')
      case 'hold-lock':
      case 'note':
        return { ok: true, changed: false }
    }
  }

  /** What only asks changes nothing, and gets no answer. */
  #note(change: Applied, unknown: string, asks = false): ChangeOutcome {
    this.planned.push({ change, unknown })
    return asks ? { ok: true, changed: false, skipped: unknown } : { ok: true, changed: true }
  }

  #write(change: WriteFile): ChangeOutcome {
    const { path, mode, newMode = 0o666 } = change
    const [target, old] = this.#look(path)
    if (old?.type === 'directory' || path.endsWith('/'))
      throw refusal(path, 'written', 'it is a folder', 'EISDIR')
    const content = typeof change.content === 'string' ? toBytes(change.content) : change.content
    const type = old?.type ?? 'file'
    const bits = mode ?? old?.mode ?? newMode & ~this.#umask
    return this.#set(change, target, { type, mode: bits, ...ownerOf(change, old), content })
  }

  #makeDirectory(change: MakeDirectory): ChangeOutcome {
    const { path, mode, umask } = change
    const [target, old] = this.#look(path.replace(/(?<=.)\/+$/, ''))
    if (old && old.type !== 'directory') throw refusal(path, 'made', 'it exists and is no folder', 'EEXIST')
    if (old && umask === 'cut') return { ok: true, changed: false }
    const bits = umask === 'cut' ? mode & ~this.#umask : mode
    return this.#set(change, target, { type: 'directory', mode: bits, ...ownerOf(change, old) })
  }

  #setAttributes(change: SetAttributes): ChangeOutcome {
    const [target, old] = this.#look(change.path)
    if (old === undefined) throw refusal(change.path, 'changed', 'it does not exist', 'ENOENT')
    return this.#set(change, target, { ...old, mode: change.mode ?? old.mode, ...ownerOf(change, old) })
  }

  #remove(path: string, change: Applied): ChangeOutcome {
    const target = this.#present.locate(path, 'keep')
    const before = this.#present.entry(target)
    if (before === undefined) return { ok: true, changed: false }
    this.#layer.set(target, 'removed')
    this.planned.push({ change, before })
    return { ok: true, changed: true }
  }

  #makeLink(change: MakeLink): ChangeOutcome {
    const { path, target } = change
    const place = this.#present.locate(path, 'keep')
    this.#requireFolder(path, place)
    const old = this.#present.entry(place)
    if (old?.type === 'directory') throw refusal(path, 'made a link', 'it is a folder', 'EISDIR')
    return this.#set(change, place, { type: 'symlink', mode: 0o777, ...ownerOf({}, undefined), target })
  }

  /** Values of the kernel are compared, not kept: what reads them next asks the real one. */
  #setValue(change: Applied, path: string, value: string): ChangeOutcome {
    const current = this.now.text(path)?.replace(/\n$/, '')
    if (current === value) return { ok: true, changed: false }
    this.planned.push({ change })
    return { ok: true, changed: true }
  }

  /** Where a path leads, and what is there. */
  #look(path: string): [target: string, old: LayerEntry | undefined] {
    if (path === '') throw new MachineError('a path is missing', 'ENOENT')
    const target = this.#present.locate(path, 'follow')
    this.#requireFolder(path, target)
    return [target, this.#present.entry(target)]
  }

  #requireFolder(path: string, target: string): void {
    const parent = this.#present.entry(folderOf(target))
    if (parent === undefined) throw refusal(path, 'made', 'its folder does not exist', 'ENOENT')
    if (parent.type !== 'directory') throw refusal(path, 'made', 'a part of the path is no folder', 'ENOTDIR')
  }

  #set(change: Applied, path: string, after: LayerEntry): ChangeOutcome {
    const before = this.#present.withContent(path)
    if (before && isSame(before, after)) return { ok: true, changed: false }
    this.#layer.set(path, after)
    this.planned.push({ change, before, after })
    return { ok: true, changed: true }
  }
}

function refusal(path: string, verb: string, reason: string, code: string): MachineError {
  return new MachineError(`${path} cannot be ${verb}: ${reason}`, code)
}

/** New things belong to whoever applies the plan: root. */
function ownerOf({ uid, gid }: Ownership, old: LayerEntry | undefined): { uid: number; gid: number } {
  const id = (wanted: number | undefined, before: number | undefined) =>
    wanted === undefined || wanted === -1 ? (before ?? 0) : wanted
  return { uid: id(uid, old?.uid), gid: id(gid, old?.gid) }
}

function isSame(a: LayerEntry, b: LayerEntry): boolean {
  const isAlike = a.type === b.type && a.mode === b.mode && a.uid === b.uid && a.gid === b.gid
  if (!isAlike || a.target !== b.target) return false
  if (b.type !== 'file') return true
  return a.content !== undefined && b.content !== undefined && Buffer.compare(a.content, b.content) === 0
}
