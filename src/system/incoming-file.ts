import {
  closeSync,
  fdatasyncSync,
  futimesSync,
  lstatSync,
  readFileSync,
  renameSync,
  type Stats,
} from 'node:fs'
import { MachineError } from '../core/machine.ts'
import { type Attributes, setOpenAttributes } from './attributes.ts'
import { writeAll, writeInPlace } from './in-place.ts'
import { isReplacementRefused } from './replace-file.ts'
import type { SafePaths } from './safe-paths.ts'
import { copyLabel } from './security-label.ts'
import { errorCode } from './system-error.ts'
import { openTemporary, removeTemporary, type Temporary } from './temporary.ts'

/** A file that comes in parts, beside its place until all of it is there. */
export class IncomingFile {
  readonly #host: string
  readonly #old: Stats | undefined
  readonly #temporary: Temporary
  #isOpen = true

  private constructor(host: string, old: Stats | undefined) {
    this.#host = host
    this.#old = old
    this.#temporary = openBeside(host, old)
  }

  /** Starts a file that is going to be at `path`. Throws where none can be. */
  static open(path: string, paths: SafePaths): IncomingFile {
    if (path.endsWith('/')) throw new MachineError(`${path} cannot be written: it is a folder`, 'EISDIR')
    const entry = paths.entry(path)
    const isLink = lstatSync(entry, { throwIfNoEntry: false })?.isSymbolicLink() === true
    const host = isLink ? paths.target(path) : entry
    const old = lstatSync(host, { throwIfNoEntry: false })
    if (old?.isDirectory()) throw new MachineError(`${path} cannot be written: it is a folder`, 'EISDIR')
    return new IncomingFile(host, old)
  }

  write(part: Uint8Array): void {
    writeAll(this.#temporary.fd, part)
  }

  /** Puts the file in its place. `newMode` is for one that was not there when `mode` is not given. */
  commit(
    { mode, newMode, uid, gid }: Attributes & { readonly newMode: number },
    modified: Date | undefined,
  ): void {
    const old = this.#old
    const attributes = {
      mode: mode ?? (old === undefined ? newMode : old.mode & 0o7777),
      uid: uid === -1 ? old?.uid : (uid ?? old?.uid),
      gid: gid === -1 ? old?.gid : (gid ?? old?.gid),
    }
    const { fd, path } = this.#temporary
    const ownerRefused = setOpenAttributes(fd, attributes)
    if (modified) futimesSync(fd, modified, modified)
    // Else a machine that loses power could find the name, and nothing under it.
    fdatasyncSync(fd)
    this.#close()
    if (!this.#replace()) writeInPlace(this.#host, readFileSync(path), attributes, { truncate: true })
    if (ownerRefused !== undefined) throw ownerRefused
  }

  /** Leaves nothing of it behind; does nothing once it is in its place. */
  discard(): void {
    this.#close()
    removeTemporary(this.#temporary.path)
  }

  /** False where the file can only be rewritten in place. */
  #replace(): boolean {
    const { path } = this.#temporary
    if (this.#old && (!isReplaceable(this.#old) || !copyLabel(this.#host, path))) return false
    try {
      renameSync(path, this.#host)
      return true
    } catch (error) {
      if (this.#old === undefined || !isReplacementRefused(error)) throw error
      return false
    }
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#temporary.fd)
    this.#isOpen = false
  }
}

/** Other names of the file, and what is no regular file, stay what they are. */
function isReplaceable(old: Stats): boolean {
  return old.isFile() && old.nlink === 1
}

/** Beside the file, or where that is not possible but the file is there to be rewritten, somewhere else. */
function openBeside(host: string, old: Stats | undefined): Temporary {
  try {
    return openTemporary(host)
  } catch (error) {
    if (old === undefined || errorCode(error) === 'ENOSPC') throw error
    return openTemporary(`/tmp/cos-config-${process.pid}`)
  }
}
