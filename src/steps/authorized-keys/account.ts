import { integerText, isUsableId } from '../../core/accounts/ids.ts'
import { brokenPasswd, readPasswd } from '../../core/accounts/passwd.ts'
import type { Present } from '../../core/machine.ts'

/** Whose keys: ids and home as /etc/passwd has them. */
export interface Account {
  readonly uid: number
  readonly gid: number
  readonly home: string
}

/** Looks a user up, strictly: as in yip, one line that is no account makes the whole file useless for this. */
export function findAccount(
  now: Present,
  user: string,
): ({ readonly ok: true } & Account) | { readonly ok: false; readonly reason: string } {
  const path = '/etc/passwd'
  const text = now.text(path)
  if (text === undefined) return { ok: false, reason: `${path} does not exist` }
  const { entries, brokenLine } = readPasswd(text)
  if (brokenLine !== undefined) return { ok: false, reason: `${path}: ${brokenPasswd(brokenLine)}` }
  const entry = entries.find(({ name }) => name === user)
  if (entry === undefined) return { ok: false, reason: 'there is no such user' }
  const [uid, gid] = [integerText(entry.uid), integerText(entry.gid)]
  if (uid === undefined || gid === undefined || !isUsableId(uid) || !isUsableId(gid)) {
    return { ok: false, reason: `${path} has no usable ids for this user` }
  }
  if (!entry.home.startsWith('/')) return { ok: false, reason: `${path} has no home folder for this user` }
  return { ok: true, uid: Number(uid), gid: Number(gid), home: entry.home }
}
