import { constants, lstatSync, openSync, unlinkSync } from 'node:fs'
import { errorCode } from './system-error.ts'

/**
 * A temporary file that nobody has written to for so many milliseconds was left behind by a process that was killed:
 * longer than a download may be silent.
 */
const STALE_AFTER = 600_000

/** A new file that is to take another one's place. */
export interface Temporary {
  readonly path: string
  readonly fd: number
}

/**
 * Makes a temporary file beside `host`, readable by us alone. Its name is the same for all files of a folder, so that
 * what a killed run left is found without listing the folder and goes with the next write there, and so that the
 * folder does not grow. One that is younger, or not ours, belongs to somebody at work: then the name gets a random
 * end.
 */
export function openTemporary(host: string): Temporary {
  const usual = `${host.slice(0, host.lastIndexOf('/') + 1)}.cos-config`
  try {
    return { path: usual, fd: openNew(usual) }
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  const path = removeStale(usual) ? usual : `${usual}-${Math.random().toString(36).slice(2, 10)}`
  return { path, fd: openNew(path) }
}

/** Removes it; one that is gone already, or cannot be removed any more, is left alone. */
export function removeTemporary(path: string): boolean {
  try {
    unlinkSync(path)
    return true
  } catch {
    return false
  }
}

function openNew(path: string): number {
  return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600)
}

function removeStale(path: string): boolean {
  const state = lstatSync(path, { throwIfNoEntry: false })
  if (!state?.isFile() || state.uid !== process.geteuid?.()) return false
  return Date.now() - state.mtimeMs > STALE_AFTER && removeTemporary(path)
}
