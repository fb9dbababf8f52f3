import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { MachineError, type Ownership } from '../core/machine.ts'
import { setAttributes } from './attributes.ts'
import { writeInPlace } from './in-place.ts'
import { replaceFile } from './replace-file.ts'
import type { SafePaths } from './safe-paths.ts'

/** A whole file as it is to be. */
export interface FileWanted extends Ownership {
  readonly path: string
  readonly content: Uint8Array
  /** Exact permissions; undefined keeps those of an existing file. */
  readonly mode: number | undefined
  /** Exact permissions of a new file when `mode` is not given. */
  readonly newMode: number
  readonly sync: boolean
}

/**
 * Makes a file what it should be and says whether that changed anything. A regular file is replaced as a whole, so
 * readers, and a crash, see the old content or the new one. It is rewritten in place, as yip does, when it has other
 * names (hard links stay together); so is what is no regular file (a device, a pipe). Throws what the system refuses.
 */
export function writeFile(wanted: FileWanted, paths: SafePaths): boolean {
  const { path, content, mode, uid, gid, newMode, sync } = wanted
  if (path === '') throw new MachineError('a file without a path cannot be written', 'ENOENT')
  if (path.endsWith('/')) throw new MachineError(`${path} cannot be written: it is a folder`, 'EISDIR')
  let host = paths.entry(path)
  let old = lstatSync(host, { throwIfNoEntry: false })
  if (old?.isSymbolicLink()) {
    host = paths.target(path)
    old = lstatSync(host, { throwIfNoEntry: false })
  }
  if (old === undefined) {
    replaceFile(host, { content, attributes: { mode: mode ?? newMode, uid, gid }, sync, exists: false })
  } else if (old.isDirectory()) {
    throw new MachineError(`${path} cannot be written: it is a folder`, 'EISDIR')
  } else if (!old.isFile()) {
    writeInPlace(host, content, wanted, { truncate: false })
  } else if (hasContent(host, old, content)) {
    return setAttributes(host, old, wanted)
  } else if (old.nlink > 1) {
    writeInPlace(host, content, wanted, { truncate: true, sync })
  } else {
    const kept = { mode: mode ?? old.mode & 0o7777, uid: given(uid) ?? old.uid, gid: given(gid) ?? old.gid }
    replaceFile(host, { content, attributes: kept, sync, exists: true })
  }
  return true
}

/** By size first: files of /proc and /sys have none that is true, and are always written. */
function hasContent(host: string, { size }: Stats, content: Uint8Array): boolean {
  if (size !== content.length) return false
  try {
    return size === 0 || readFileSync(host).equals(content)
  } catch {
    return false
  }
}

function given(id: number | undefined): number | undefined {
  return id === -1 ? undefined : id
}
