import { constants, lstatSync, openSync, readdirSync, symlinkSync, unlinkSync } from 'node:fs'
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

/** Makes a temporary file beside `host`, readable by us alone. */
export function openTemporary(host: string): Temporary {
  const { path, made } = makeBeside(host, openNew)
  return { path, fd: made }
}

/** Makes a symbolic link beside `host`, to be renamed, and gives its path. */
export function makeTemporaryLink(host: string, target: string): string {
  return makeBeside(host, (path) => symlinkSync(target, path)).path
}

/**
 * The name is the same for all that is temporary in a folder, so that what a killed run left is found without listing
 * the folder and goes with the next write there, and so that the folder does not grow. One that is younger, or not
 * ours, belongs to somebody at work: then the name gets a random end.
 */
function makeBeside<T>(host: string, make: (path: string) => T): { readonly path: string; readonly made: T } {
  const folder = host.slice(0, host.lastIndexOf('/') + 1)
  const usual = `${folder}${USUAL}`
  const first = unlessTaken(() => make(usual))
  if (first) return { path: usual, ...first }
  removeStale(folder)
  const second = unlessTaken(() => make(usual))
  if (second) return { path: usual, ...second }
  const path = `${usual}-${Math.random().toString(36).slice(2, 10)}`
  return { path, made: make(path) }
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

/** Undefined when something is there already. */
function unlessTaken<T>(make: () => T): { readonly made: T } | undefined {
  try {
    return { made: make() }
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
