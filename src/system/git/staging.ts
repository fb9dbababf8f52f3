import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { MachineError } from '../../core/machine.ts'
import { errorCode } from '../system-error.ts'

/**
 * A folder that nobody but us can reach into: git obeys what the configuration of a repository says (filters,
 * programs to run), so root never lets it work on one that others could exchange meanwhile.
 */
export interface Staging {
  readonly folder: string
  dispose(): void
}

const PREFIX = '.cos-config-git-'

/** Makes one on the same file system as `path` where possible: in it, or in the nearest folder above it that is safe. */
export function makeStaging(path: string): Staging {
  return makePrivateFolder([...new Set([safeFolder(path), ...memoryFolders])])
}

/** In memory on most systems, so that nothing secret is left on a disk; their names need no quoting. */
export const memoryFolders: readonly string[] = ['/run', '/tmp']

/** Makes a folder for us alone in the first of some folders that takes one. */
export function makePrivateFolder(parents: readonly string[]): Staging {
  for (const [index, parent] of parents.entries()) {
    try {
      removeAbandoned(parent)
      const end = `${process.pid}-${Math.random().toString(36).slice(2, 10)}`
      const folder = `${parent.replace(/\/$/, '')}/${PREFIX}${end}`
      mkdirSync(folder, { mode: 0o700 })
      return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) }
    } catch (error) {
      if (index === parents.length - 1 || errorCode(error) === 'ENOSPC') throw error
    }
  }
  throw new Error('there is always a last folder')
}

/** Moves a folder, also to another file system. */
export function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error
    cpSync(from, to, { recursive: true, errorOnExist: true, force: false, verbatimSymlinks: true })
    rmSync(from, { recursive: true, force: true })
  }
}

/**
 * Works on the `.git` of a work tree. Where others could exchange it while root works there, it is moved to where
 * they cannot for that time.
 */
export async function outOfReach<T>(path: string, work: (gitFolder: string) => Promise<T>): Promise<T> {
  const own = `${path}/.git`
  if (!isExchangeable(path)) return work(own)
  const staging = makeStaging(path)
  const aside = `${staging.folder}/.git`
  try {
    moveFolder(own, aside)
    const state = lstatSync(aside)
    try {
      if (!state.isDirectory() || state.uid !== process.geteuid?.()) {
        throw new MachineError(`${own} was exchanged meanwhile; look at who works in ${path}`)
      }
      return await work(aside)
    } finally {
      mkdirSync(path, { recursive: true })
      moveFolder(aside, own)
    }
  } finally {
    staging.dispose()
  }
}

/** Whether others can exchange `path`, or a folder above it, while root is at work there. */
function isExchangeable(path: string): boolean {
  if (process.geteuid?.() !== 0) return false
  for (let at = path; ; at = dirname(at)) {
    const state = lstatSync(at, { throwIfNoEntry: false })
    if (state && (state.uid !== 0 || ((state.mode & 0o022) !== 0 && (state.mode & 0o1000) === 0))) return true
    if (at === '/') return false
  }
}

function safeFolder(path: string): string {
  let at = path
  while (at !== '/' && (!existsSync(at) || isExchangeable(at))) at = dirname(at)
  return at
}

/** What a process left behind that is no more. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
    if (Number.isNaN(pid) || existsSync(`/proc/${pid}`)) continue
    const state = lstatSync(`${parent}/${name}`, { throwIfNoEntry: false })
    if (state?.isDirectory() && state.uid === process.geteuid?.())
      rmSync(`${parent}/${name}`, { recursive: true, force: true })
  }
}
