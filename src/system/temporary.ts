import { constants, lstatSync, openSync, readdirSync, unlinkSync } from 'node:fs'
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

/** The name of all temporary files, or its beginning. */
const USUAL = '.cos-config'

/**
 * Makes a temporary file beside `host`, readable by us alone. Its name is the same for all files of a folder, so that
 * what a killed run left is found without listing the folder and goes with the next write there, and so that the
 * folder does not grow. One that is younger, or not ours, belongs to somebody at work: then the name gets a random
 * end.
 */
export function openTemporary(host: string): Temporary {
  const folder = folderOf(host)
  const usual = `${folder}${USUAL}`
  const first = tryNew(usual)
  if (first !== undefined) return { path: usual, fd: first }
  removeStale(folder)
  const second = tryNew(usual)
  if (second !== undefined) return { path: usual, fd: second }
  const path = temporaryName(host)
  return { path, fd: openNew(path) }
}

/** A name beside `host` that nobody else has; what a killed run leaves there goes like a temporary file. */
export function temporaryName(host: string): string {
  return `${folderOf(host)}${USUAL}-${Math.random().toString(36).slice(2, 10)}`
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

function folderOf(host: string): string {
  return host.slice(0, host.lastIndexOf('/') + 1)
}

function openNew(path: string): number {
  return openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600)
}

/** Undefined when something is there. */
function tryNew(path: string): number | undefined {
  try {
    return openNew(path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    return undefined
  }
}

function removeStale(folder: string): void {
  for (const name of readdirSync(folder || '.')) {
    if (name !== USUAL && !name.startsWith(`${USUAL}-`)) continue
    const state = lstatSync(`${folder}${name}`, { throwIfNoEntry: false })
    if (state === undefined || state.isDirectory() || state.uid !== process.geteuid?.()) continue
    if (Date.now() - state.mtimeMs > STALE_AFTER) removeTemporary(`${folder}${name}`)
  }
}
