import { dirname } from 'node:path/posix'
import { readPasswd } from '../../core/accounts/passwd.ts'
import type { DataPath } from '../../core/machine.ts'
import type { Part } from '../accounts/files.ts'
import type { StepContext } from '../step.ts'

/** A home folder to be, and whose. */
interface Home {
  /** Absolute. */
  readonly path: string
  readonly uid: number
  readonly gid: number
  /** The uid is our choice, not the user's. */
  readonly unasked: boolean
  /** The text of /etc/passwd. */
  readonly passwd: string
}

/**
 * Makes a home folder with its parents (0755 cut by the umask) and gives it to its user; one that is there keeps
 * its mode. As in yip, whatever is in the way leaves the user without a home but does not fail.
 */
export async function* makeHome(home: Home, { now }: StepContext, at: DataPath): Part<void> {
  const { path, uid, gid } = home
  const found = now.stat(path)
  if (found !== undefined) {
    if (found.uid === uid && found.gid === gid) return
    const reason =
      found.type === 'other' ? 'it is no folder' : found.uid === 0 ? keptForRoot(home) : undefined
    if (reason === undefined) yield { kind: 'set-attributes', path, uid, gid, dispensable: true, at }
    else yield { kind: 'problem', severity: 'warning', at, message: `${path} keeps its owner: ${reason}` }
    return
  }
  const missing: string[] = []
  let parent = path
  for (; now.stat(parent) === undefined && now.lstat(parent) === undefined; parent = dirname(parent)) {
    missing.unshift(parent)
  }
  if (now.stat(parent)?.type !== 'directory') {
    const message = `${path} cannot be made: ${parent} is no folder`
    yield { kind: 'problem', severity: 'warning', at, message }
    return
  }
  for (const folder of missing) {
    const owner = folder === path ? { uid, gid } : {}
    const change = { kind: 'make-directory', path: folder, mode: 0o755, umask: 'cut', ...owner } as const
    const outcome = yield { ...change, dispensable: true, at }
    if (!outcome.ok) return
  }
}

/**
 * Where yip would have made the user root because the home is root's, we choose another uid; then a folder that
 * the system or another account lives in must not go to that one.
 */
function keptForRoot({ path, unasked, passwd }: Home): string | undefined {
  if (!unasked) return undefined
  if (path === '/') return 'it is the root of the file system'
  const other = readPasswd(passwd).entries.find((entry) => entry.home.replace(/\/+$/, '') === path)
  return other && `it is the home of ${other.name}`
}
