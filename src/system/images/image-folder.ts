import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  futimesSync,
  lchownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { posix } from 'node:path'
import { MachineError } from '../../core/machine.ts'
import { writeAll } from '../in-place.ts'
import { walkPath } from '../root-path.ts'

/** What an entry of an image says of itself besides its content. */
export interface EntryState {
  /** Permissions, 0 to 07777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly modified: Date
}

/**
 * The folder that an image is unpacked into. Paths are relative to it. A link that stands in it is followed only
 * inside of it, as if it were the root, and never where an entry itself comes to stand: that is replaced.
 */
export class ImageFolder {
  readonly #root: string
  /** Folders that are known to be there, by their path in the image. */
  readonly #folders = new Map<string, string>()
  readonly #folderTimes = new Map<string, Date>()
  /** Whether owners can be given: only root can. */
  readonly #ownersApply = process.geteuid?.() === 0

  /** `root` is the host path of a folder that exists. */
  constructor(root: string) {
    this.#root = root
    this.#folders.set('.', root)
  }

  /** Makes a folder; one that is there gets mode and owner. */
  folder(path: string, state: EntryState): void {
    const place = path === '.' ? this.#root : this.#place(path)
    const found = lstatSync(place, { throwIfNoEntry: false })
    if (!found?.isDirectory()) {
      if (found) this.#clear(place, found)
      mkdirSync(place, 0o700)
    }
    this.#own(place, state)
    chmodSync(place, state.mode)
    this.#folderTimes.set(place, state.modified)
  }

  /** Writes a file part by part; an existing one is replaced when all has come. */
  async file(path: string, state: EntryState, content: AsyncIterable<Uint8Array>): Promise<void> {
    const place = this.#place(path)
    const found = lstatSync(place, { throwIfNoEntry: false })
    if (found?.isDirectory()) this.#clear(place, found)
    const isReplacement = found !== undefined && !found.isDirectory()
    const written = isReplacement ? temporaryName(place) : place
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    if (isReplacement) rmSync(written, { force: true })
    const fd = openSync(written, flags, 0o600)
    try {
      for await (const part of content) writeAll(fd, part)
      if (this.#ownersApply) fchownSync(fd, state.uid, state.gid)
      fchmodSync(fd, state.mode)
      futimesSync(fd, state.modified, state.modified)
      if (isReplacement) renameSync(written, place)
    } catch (error) {
      rmSync(written, { force: true })
      throw error
    } finally {
      closeSync(fd)
    }
  }

  link(path: string, target: string, state: EntryState): void {
    const place = this.#free(path)
    symlinkSync(target, place)
    if (this.#ownersApply) lchownSync(place, state.uid, state.gid)
    lutimesSync(place, state.modified, state.modified)
  }

  /** A second name for a file of the image. */
  hardLink(path: string, target: string): void {
    const existing = this.#place(target)
    const found = lstatSync(existing, { throwIfNoEntry: false })
    if (found === undefined || found.isDirectory())
      throw new MachineError(`${path} is a second name of ${target}, which the image does not have`)
    linkSync(existing, this.#free(path))
  }

  /** The host path of an entry that a program makes (a device), with nothing there any more. */
  free(path: string): string {
    return this.#free(path)
  }

  /** Attributes of what {@link free} was asked for. */
  finish(place: string, state: EntryState): void {
    this.#own(place, state)
    chmodSync(place, state.mode)
    utimesSync(place, state.modified, state.modified)
  }

  /** The host path of something that was unpacked. */
  place(path: string): string {
    return path === '.' ? this.#root : this.#place(path)
  }

  /** Folders get their time last: each new entry changes it. */
  close(): void {
    for (const [place, time] of this.#folderTimes) {
      if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) utimesSync(place, time, time)
    }
  }

  #free(path: string): string {
    const place = this.#place(path)
    const found = lstatSync(place, { throwIfNoEntry: false })
    if (found) this.#clear(place, found)
    return place
  }

  #clear(place: string, found: Stats): void {
    if (place === this.#root) throw new MachineError(`${place} itself cannot be replaced by the image`)
    rmSync(place, { recursive: found.isDirectory() })
    // What was known below it, and through it, may lead elsewhere now.
    this.#folders.clear()
    this.#folders.set('.', this.#root)
  }

  /** The host path of an entry; the folders above it are made where they are missing. */
  #place(path: string): string {
    return `${this.#folderAt(posix.dirname(path))}/${posix.basename(path)}`
  }

  #folderAt(path: string): string {
    const known = this.#folders.get(path)
    if (known !== undefined) return known
    const host = walkPath(this.#root, path, 'follow').replace(/(?<=.)\/$/, '')
    this.#make(host)
    this.#folders.set(path, host)
    return host
  }

  /** `host` has no links below the root of the image. */
  #make(host: string): void {
    if (host === this.#root || host.length <= this.#root.length) return
    const found = lstatSync(host, { throwIfNoEntry: false })
    if (found?.isDirectory()) return
    this.#make(host.slice(0, host.lastIndexOf('/')))
    if (found) rmSync(host)
    mkdirSync(host, 0o755)
    chmodSync(host, 0o755)
  }

  #own(place: string, { uid, gid }: EntryState): void {
    if (this.#ownersApply) chownSync(place, uid, gid)
  }
}

function temporaryName(place: string): string {
  return `${posix.dirname(place)}/.cos-config-${process.pid}.part`
}
