import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { CacheStore } from './decode-cache.ts'

/**
 * The engine's own files in /run/cos-config: reports and the decode cache, for root alone. What somebody else
 * owns or could have written there is neither read nor followed.
 */
export function writePrivately(path: string, text: string): void {
  ensurePrivateFolder(dirname(path))
  const temporary = `${path}.${process.pid}.tmp`
  const fd = createPrivately(temporary)
  try {
    const bytes = Buffer.from(text, 'utf8')
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
    closeSync(fd)
    renameSync(temporary, path)
  } catch (error) {
    unlinkSync(temporary)
    throw error
  }
}

function createPrivately(path: string): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  try {
    return openSync(path, flags, 0o600)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    // Left by a run that was killed and had our process id.
    unlinkSync(path)
    return openSync(path, flags, 0o600)
  }
}

/** Content of a file that only we can have written; undefined for any other. */
export function readPrivately(path: string): string | undefined {
  const folder = lstatSync(dirname(path), { throwIfNoEntry: false })
  if (folder === undefined || !isOurs(folder)) return undefined
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    const state = fstatSync(fd)
    if (!state.isFile() || !isOurs(state) || (state.mode & 0o777) !== 0o600) return undefined
    const bytes = Buffer.allocUnsafe(state.size)
    return bytes.toString('utf8', 0, readSync(fd, bytes))
  } catch {
    return undefined
  } finally {
    closeSync(fd)
  }
}

/** The decode cache at `path`; not being able to write it only costs time at the next stage. */
export function cacheStoreAt(path: string, writable: boolean): CacheStore {
  return {
    read: () => readPrivately(path),
    write: (text) => {
      if (!writable) return
      try {
        writePrivately(path, text)
      } catch {
        // Read-only or full /run: the next stage parses again.
      }
    },
  }
}

function ensurePrivateFolder(folder: string): void {
  let state = lstatSync(folder, { throwIfNoEntry: false })
  if (state === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    state = lstatSync(folder)
  }
  if (!state.isDirectory() || state.uid !== process.geteuid?.()) {
    throw new Error(`${folder} is not a directory of ours`)
  }
  if ((state.mode & 0o022) !== 0) chmodSync(folder, 0o755)
}

function isOurs({ uid, mode }: { uid: number; mode: number }): boolean {
  return uid === process.geteuid?.() && (mode & 0o022) === 0
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
