import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { toBytes } from '../core/go-string.ts'
import { MachineError } from '../core/machine.ts'
import { isAlive } from '../system/processes/is-alive.ts'
import { resolveInRoot } from '../system/root-path.ts'
import { errorCode } from '../system/system-error.ts'
import { type CacheStore, cacheName } from './decode-cache.ts'

/**
 * Host path of one of the engine's own files, reports and the decode cache, in /run/cos-config below `root`. Only
 * /run itself may be a link. Throws a MachineError when it goes round in links.
 */
export function ownFile(root: string, name: string): string {
  return `${root === '/' ? '/run' : resolveInRoot(root, '/run')}/cos-config/${name}`
}

/**
 * Writes one of the engine's own files as a whole, for us alone to read. What somebody else owns or could have
 * written there is neither read nor followed. Throws a MachineError or the system's error.
 */
export function writePrivately(path: string, text: string): void {
  ensurePrivateFolder(dirname(path))
  const temporary = `${path}.${process.pid}.tmp`
  const fd = createPrivately(temporary)
  try {
    writeAndClose(fd, toBytes(text))
    renameSync(temporary, path)
  } catch (error) {
    unlinkSync(temporary)
    throw error
  }
}

function writeAndClose(fd: number, bytes: Uint8Array): void {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
  } finally {
    closeSync(fd)
  }
}

/** Removes what runs that were killed in the middle of writing left in the folder of the engine's own files. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const writer = /\.(\d+)\.tmp$/.exec(name)?.[1]
    if (writer !== undefined && !isAlive(Number(writer))) rmSync(`${folder}/${name}`, { force: true })
  }
}

function createPrivately(path: string): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  try {
    return openSync(path, flags, 0o600)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    // Left by a run that was killed and had our process id.
    unlinkSync(path)
    return openSync(path, flags, 0o600)
  }
}

/** Content of a file that only we can have written; undefined for any other. */
export function readPrivately(path: string): string | undefined {
  let fd: number
  try {
    const folder = lstatSync(dirname(path), { throwIfNoEntry: false })
    if (folder === undefined || !isOurs(folder)) return undefined
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

/** The decode cache below `root`; not being able to write it only costs time at the next stage. */
export function cacheStore(root: string, writable: boolean): CacheStore {
  return {
    read: () => {
      const path = cacheFile(root)
      return path && readPrivately(path)
    },
    write: (text) => {
      const path = writable ? cacheFile(root) : undefined
      try {
        if (path !== undefined) writePrivately(path, text)
      } catch {
        // Read-only or full /run: the next stage parses again.
      }
    },
  }
}

function cacheFile(root: string): string | undefined {
  try {
    return ownFile(root, cacheName)
  } catch {
    // /run is a loop of links: the report will say so.
    return undefined
  }
}

/** Node's recursive way says ENOENT of a file system that is read-only. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, 0o755)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    mkdirSync(dirname(folder), 0o755)
    mkdirSync(folder, 0o755)
  }
}

function ensurePrivateFolder(folder: string): void {
  let state = lstatSync(folder, { throwIfNoEntry: false })
  if (state === undefined) {
    makeFolder(folder)
    state = lstatSync(folder)
  }
  if (!state.isDirectory()) {
    const what = state.isSymbolicLink() ? 'a link, which is not followed' : 'no folder'
    throw new MachineError(`${folder} is ${what}; remove it`)
  }
  if (state.uid !== process.geteuid?.()) {
    throw new MachineError(`${folder} belongs to user ${state.uid}, not to ${process.geteuid?.()}; remove it`)
  }
  if ((state.mode & 0o022) !== 0) chmodSync(folder, 0o755)
}

function isOurs({ uid, mode }: { uid: number; mode: number }): boolean {
  return uid === process.geteuid?.() && (mode & 0o022) === 0
}
