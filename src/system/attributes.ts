import { chmodSync, chownSync, fchmodSync, fchownSync, type Stats } from 'node:fs'
import type { Ownership } from '../core/machine.ts'

/** Permissions and owner that a file ends with; what is undefined (or an id of -1) is kept. */
export interface Attributes extends Ownership {
  readonly mode?: number | undefined
}

/** Sets what differs from `old`, and says whether anything did. */
export function setAttributes(host: string, old: Stats, { mode, uid, gid }: Attributes): boolean {
  const current = old.mode & 0o7777
  const wanted = mode ?? current
  const owner = { uid: given(uid) ?? old.uid, gid: given(gid) ?? old.gid }
  const ownerDiffers = owner.uid !== old.uid || owner.gid !== old.gid
  if (wanted !== current) chmodSync(host, wanted)
  if (!ownerDiffers) return wanted !== current
  chownSync(host, owner.uid, owner.gid)
  // chown(2) takes set-user-id and set-group-id away.
  if ((wanted & 0o6000) !== 0) chmodSync(host, wanted)
  return true
}

/**
 * Sets permissions, then the owner, of an open file. A refused owner is given back instead of thrown: as in yip the
 * file keeps its content then, and the change fails.
 */
export function setOpenAttributes(fd: number, { mode, uid, gid }: Attributes): unknown {
  if (mode !== undefined) fchmodSync(fd, mode)
  if (given(uid) === undefined && given(gid) === undefined) return undefined
  try {
    fchownSync(fd, given(uid) ?? -1, given(gid) ?? -1)
  } catch (error) {
    return error
  }
  if (mode !== undefined && (mode & 0o6000) !== 0) fchmodSync(fd, mode)
  return undefined
}

function given(id: number | undefined): number | undefined {
  return id === -1 ? undefined : id
}
