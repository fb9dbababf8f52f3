import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { gidOfGroup, idsOfUser } from '../core/accounts/lookup.ts'
import { MachineError } from '../core/machine.ts'
import { isBelow } from '../core/rootfs/mount-path.ts'
import { resolveInRoot } from '../system/root-path.ts'
import { errorCode, systemError } from '../system/system-error.ts'

/** The new root, seen from the initrd. */
export class RootTree {
  readonly folder: string

  /** `folder` is absolute: `/sysroot`, or `/` of the running system. */
  constructor(folder: string) {
    this.folder = folder.replace(/(?<=.)\/+$/, '')
  }

  /**
   * Where something that the booted system will see lies now. Links are followed inside the root; /run is handed on
   * at the switch and is the same for both.
   */
  here(path: string): string {
    return isBelow(path, '/run') ? path : resolveInRoot(this.folder, path)
  }

  /** Makes a folder with those above it, mode 0755; says whether it was missing. Throws a {@link MachineError}. */
  makeFolder(path: string): boolean {
    const host = this.here(path)
    const old = stateOf(host)
    if (old?.isDirectory()) return false
    if (old !== undefined) throw new MachineError(`${path} is no folder`, 'ENOTDIR')
    const parent = path.slice(0, path.lastIndexOf('/'))
    if (parent !== '') this.makeFolder(parent)
    try {
      mkdirSync(host, { mode: 0o755 })
    } catch (error) {
      throw systemError(path, 'made', error)
    }
    return true
  }

  /** Gives a folder to `user:group`, whose names are those of the root. Throws a {@link MachineError}. */
  giveTo(host: string, owner: string): void {
    const [user = '', group] = owner.split(':')
    const account = /^\d+$/.test(user) ? { uid: user, gid: user } : idsOfUser(this.#text('/etc/passwd'), user)
    if (account === undefined) throw new MachineError(`owner ${owner}: the root has no user ${user}`)
    const gid =
      group === undefined || /^\d+$/.test(group) ? group : gidOfGroup(this.#text('/etc/group'), group)
    if (group !== undefined && gid === undefined)
      throw new MachineError(`owner ${owner}: the root has no group ${group}`)
    chownSync(host, Number(account.uid), Number(gid ?? account.gid))
  }

  /** Makes a folder look like another one: owner and permissions. */
  dress(host: string, like: string): void {
    const { uid, gid, mode } = statSync(like)
    chownSync(host, uid, gid)
    chmodSync(host, mode & 0o7777)
  }

  /** A folder of the state must be one itself: a link could lead anywhere. Throws a {@link MachineError}. */
  refuseLink(host: string): void {
    if (lstatSync(host, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new MachineError(`${host} is a link; remove it, so that a folder can be made`, 'ELOOP')
  }

  #text(path: string): string {
    try {
      return readFileSync(this.here(path), 'utf8')
    } catch {
      return ''
    }
  }
}

/** What is at a path, links followed; undefined when nothing is. */
export function stateOf(host: string): Stats | undefined {
  try {
    return statSync(host, { throwIfNoEntry: false })
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined
    throw error
  }
}
