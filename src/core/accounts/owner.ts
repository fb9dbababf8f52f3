import { gidOfGroup, idsOfUser } from './lookup.ts'

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
