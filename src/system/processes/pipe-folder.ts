import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { isAlive } from './is-alive.ts'

/**
 * A folder for the two pipes of programs. One that a run leaves behind serves the next: to make pipes takes a
 * process of its own (mkfifo), which costs as much as a whole small command.
 */
export interface PipeFolder {
  readonly path: string
  /** The pipes are there already. */
  readonly isUsed: boolean
  /** Leaves the pipes to the next run; nobody may hold them open. */
  leave(): void
  remove(): void
}

const own = '/run/cos-config'
/** Whoever renames it has it. */
const left = `${own}/pipes`

/** Takes the pipes that were left, where root runs; undefined when there are none. */
export function takeLeftFolder(): PipeFolder | undefined {
  if (!isOurs()) return undefined
  const path = `${left}-${process.pid}`
  try {
    renameSync(left, path)
  } catch {
    return undefined
  }
  return folder(path, true)
}

/** Makes a folder for new pipes: among the engine's own files, else a temporary one. Throws when there is no place. */
export function makePipeFolder(): PipeFolder {
  if (process.geteuid?.() === 0) {
    const path = `${left}-${process.pid}`
    try {
      if (!isOurs()) mkdirSync(own, 0o755)
      removeOrphans()
      mkdirSync(path, 0o700)
      return folder(path, false)
    } catch {
      // Read-only, full or somebody else's.
    }
  }
  for (const parent of ['/run', '/dev/shm', '/tmp']) {
    try {
      return folder(mkdtempSync(`${parent}/cos-config-`), false)
    } catch {
      // Read-only, missing or not ours: the next one.
    }
  }
  throw new Error('no folder for pipes')
}

function folder(path: string, isUsed: boolean): PipeFolder {
  const remove = () => rmSync(path, { recursive: true, force: true })
  const leave = () => {
    try {
      renameSync(path, left)
    } catch {
      // Another run has left its own.
      remove()
    }
  }
  return { path, isUsed, leave: path.startsWith(`${own}/`) ? leave : remove, remove }
}

/** Only root's own folder, where nobody else can put a name. */
function isOurs(): boolean {
  if (process.geteuid?.() !== 0) return false
  const state = lstatSync(own, { throwIfNoEntry: false })
  return state?.isDirectory() === true && state.uid === 0 && (state.mode & 0o022) === 0
}

/** Of runs that were killed. */
function removeOrphans(): void {
  for (const name of readdirSync(own)) {
    const owner = /^pipes-(\d+)$/.exec(name)?.[1]
    if (owner !== undefined && (Number(owner) === process.pid || !isAlive(Number(owner))))
      rmSync(`${own}/${name}`, { recursive: true, force: true })
  }
}
