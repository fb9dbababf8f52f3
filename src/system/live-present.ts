import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs'
import { compareBytes, fromBytes } from '../core/go-string.ts'
import { type FileState, MachineError, type Present } from '../core/machine.ts'
import { resolveInRoot, resolveParentInRoot } from './root-path.ts'
import { errorCode, systemError } from './system-error.ts'

/** The file system as it is below `root`, read at each call. */
export function livePresent(root: string): Present {
  const bytes = (path: string) => readBytes(path, root)
  return {
    stat: (path) => stateOf(() => statSync(resolveInRoot(root, path), { throwIfNoEntry: false })),
    lstat: (path) => stateOf(() => lstatSync(resolveParentInRoot(root, path), { throwIfNoEntry: false })),
    bytes,
    text: (path) => {
      const found = bytes(path)
      return found && fromBytes(found)
    },
    list: (path) => unlessMissing(path, () => readdirSync(resolveInRoot(root, path)).sort(compareBytes)),
    readlink: (path) => linkTarget(() => readlinkSync(resolveParentInRoot(root, path))),
  }
}

/** What cannot be reached is as good as not there: whoever then tries to make it is told why. */
function stateOf(look: () => Stats | undefined): FileState | undefined {
  let state: Stats | undefined
  try {
    state = look()
  } catch {
    return undefined
  }
  if (state === undefined) return undefined
  const { mode, uid, gid } = state
  const type = typeOf(state)
  return { type, mode: mode & 0o7777, uid, gid, size: type === 'file' ? state.size : 0 }
}

function typeOf(state: Stats): FileState['type'] {
  if (state.isFile()) return 'file'
  if (state.isDirectory()) return 'directory'
  return state.isSymbolicLink() ? 'symlink' : 'other'
}

function readBytes(path: string, root: string): Uint8Array | undefined {
  return unlessMissing(path, () => {
    const host = resolveInRoot(root, path)
    const state = statSync(host, { throwIfNoEntry: false })
    if (state === undefined) return undefined
    // A pipe or a device may never end.
    if (!state.isFile()) throw new MachineError(`${path} cannot be read: it is no regular file`, 'EINVAL')
    return readFileSync(host)
  })
}

function unlessMissing<T>(path: string, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw systemError(path, 'read', error)
  }
}

function linkTarget(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
