import { gidOfGroup } from './lookup.ts'

/** The numbers behind an owner given by name, or which name is not known. */
export type Owner = { readonly uid: number; readonly gid: number } | { readonly unknown: string }

/**
 * Looks up `user` (with its own group) or `user:group` in the texts of /etc/passwd and /etc/group. Only names
 * count, no numbers, as in yip.
 */
export function ownerByName(owner: string, passwd: string, group: string): Owner {
  const [user = '', groupName] = owner.split(':')
  const ids = idsOfUser(passwd, user)
  if (ids === undefined) return { unknown: `user ${user}` }
  if (groupName === undefined) return { uid: Number(ids.uid), gid: Number(ids.gid) }
  const gid = gidOfGroup(group, groupName)
  return gid === undefined ? { unknown: `group ${groupName}` } : { uid: Number(ids.uid), gid: Number(gid) }
}

/** Ids of the first usable line of that name: comments and outer blanks are passed over, as Go's os/user does. */
function idsOfUser(passwd: string, name: string): { readonly uid: string; readonly gid: string } | undefined {
  if (name === '' || /^[+-]/.test(name)) return undefined
  for (const line of passwd.split('\n')) {
    const fields = line.trim().split(':')
    const [found, , uid = '', gid = ''] = fields
    if (fields.length < 7 || found !== name || found.startsWith('#')) continue
    if (isNumber(uid) && isNumber(gid)) return { uid, gid }
  }
  return undefined
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+$/.test(text)
}
