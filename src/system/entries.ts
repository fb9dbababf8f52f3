import {
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import {
  MachineError,
  type MakeDirectory,
  type MakeLink,
  type Remove,
  type SetAttributes,
} from '../core/machine.ts'
import { setAttributes } from './attributes.ts'
import type { SafePaths } from './safe-paths.ts'
import { makeTemporaryLink } from './temporary.ts'

/** Makes one folder; says whether anything changed. */
export function makeDirectory({ path, mode, umask, uid, gid }: MakeDirectory, paths: SafePaths): boolean {
  if (path === '') throw new MachineError('a folder without a path cannot be made', 'ENOENT')
  const plain = path.replace(/(?<=.)\/+$/, '')
  const host = paths.entry(plain)
  const old = followed(host, plain, paths)
  if (old === 'nothing') {
    mkdirSync(host, { mode })
    setAttributes(host, lstatSync(host), { mode: umask === 'exact' ? mode : undefined, uid, gid })
    return true
  }
  if (!old?.isDirectory()) {
    const reason = old === undefined ? 'it is a link that leads nowhere' : 'it exists and is no folder'
    throw new MachineError(`${path} cannot be made: ${reason}`, 'EEXIST')
  }
  return umask === 'exact' && setAttributes(paths.target(plain), old, { mode, uid, gid })
}

/** What is at the end of a path; undefined for a link that leads nowhere. */
function followed(host: string, path: string, paths: SafePaths): Stats | undefined | 'nothing' {
  const state = lstatSync(host, { throwIfNoEntry: false })
  if (state === undefined) return 'nothing'
  return state.isSymbolicLink() ? lstatSync(paths.target(path), { throwIfNoEntry: false }) : state
}

/** Sets permissions and owner of what a path leads to. */
export function changeAttributes({ path, mode, uid, gid }: SetAttributes, paths: SafePaths): boolean {
  const host = paths.target(path)
  return setAttributes(host, statSync(host), { mode, uid, gid })
}

/** Removes a file, a link, or an empty folder; one that is not there is fine. */
export function removeEntry({ path }: Remove, paths: SafePaths): boolean {
  const host = paths.entry(path)
  const old = lstatSync(host, { throwIfNoEntry: false })
  if (old === undefined) return false
  if (old.isDirectory()) rmdirSync(host)
  else unlinkSync(host)
  return true
}

/** Makes a link, in one move where something is in its place. */
export function makeLink({ path, target }: MakeLink, paths: SafePaths): boolean {
  const host = paths.entry(path)
  const old = lstatSync(host, { throwIfNoEntry: false })
  if (old?.isDirectory()) throw new MachineError(`${path} cannot be made a link: it is a folder`, 'EISDIR')
  if (old?.isSymbolicLink() && readlinkSync(host) === target) return false
  if (old === undefined) {
    symlinkSync(target, host)
    return true
  }
  const temporary = makeTemporaryLink(host, target)
  try {
    renameSync(temporary, host)
  } catch (error) {
    unlinkSync(temporary)
    throw error
  }
  return true
}
