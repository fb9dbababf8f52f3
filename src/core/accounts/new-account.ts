import { addMember, brokenGroups, ensureGroup, readGroups } from './group.ts'
import { integerText, isUsableId } from './ids.ts'
import type { Edit } from './lines.ts'
import { gidOfGroup } from './lookup.ts'
import { brokenPasswd, ensurePasswdEntry, freeUid, readPasswd } from './passwd.ts'
import { nameRefusal, recordLine } from './record.ts'
import { ensureShadowEntry, freshShadowEntry } from './shadow.ts'

/** A user to be made. Empty texts mean "not given". */
export interface NewAccount {
  readonly name: string
  readonly uid: string
  readonly primaryGroup: string
  /** Further groups; those that do not exist are passed over. */
  readonly groups: readonly string[]
  readonly info: string
  readonly home: string
  readonly shell: string
  /** As it goes into shadow. */
  readonly password: string
  /** Day of the password's last change. */
  readonly day: string
  /** Owner of what is found at `home` already. */
  readonly homeOwner: number | undefined
}

/** The texts of the account files; undefined where there is no such file. */
export interface AccountFiles {
  readonly group: string | undefined
  readonly passwd: string | undefined
  readonly shadow: string | undefined
}

/** What to write, and what stood in the way. Files that are not named stay as they are. */
export interface AccountPlan {
  readonly files: Partial<Record<keyof AccountFiles, string>>
  /** Ids of the account; only when nothing stood in the way. */
  readonly ids?: { readonly uid: number; readonly gid: number; readonly sharedWith?: string | undefined }
  readonly refusal?: { readonly path: string | undefined; readonly reason: string }
}

/**
 * Plans a new account over the three files, in yip's order: what fails late leaves what was done before it (a uid
 * that is no number leaves the new group, a shadow file that cannot be edited leaves group and passwd line).
 */
export function planNewAccount(account: NewAccount, files: AccountFiles): AccountPlan {
  const unwritable = nameRefusal(account.name) ?? fieldRefusal(account)
  if (unwritable !== undefined) return refuse({}, undefined, unwritable)

  const group = withOwnGroup(account, files.group)
  if (!group.ok) return refuse({}, group.path, group.reason)
  const groupOnly = { group: group.text }

  const uid = chooseUid(account, files.passwd)
  if (!uid.ok) return refuse(groupOnly, uid.path, uid.reason)
  const passwd = ensurePasswdEntry(files.passwd as string, {
    name: account.name,
    password: 'x',
    uid: uid.uid,
    gid: group.gid,
    info: account.info === '' ? defaultInfo : account.info,
    home: account.home,
    shell: account.shell,
  })
  if (!passwd.ok) return refuse(groupOnly, '/etc/passwd', passwd.reason)

  const shadow = withPassword(account, files.shadow)
  if (!shadow.ok) return refuse({ ...groupOnly, passwd: passwd.text }, '/etc/shadow', shadow.reason)

  const withFurtherGroups = account.groups.reduce(
    (text, name) => addMember(text, name, account.name),
    group.text,
  )
  const ids = { uid: Number(uid.uid), gid: Number(group.gid), sharedWith: uid.sharedWith }
  return { files: { group: withFurtherGroups, passwd: passwd.text, shadow: shadow.text }, ids }
}

/** The description of an account that was given none. */
export const defaultInfo = 'Created by entities'

function refuse(files: AccountPlan['files'], path: string | undefined, reason: string): AccountPlan {
  return { files, refusal: { path, reason } }
}

function fieldRefusal({ info, home, shell, password }: NewAccount): string | undefined {
  const fields = [
    ['gecos', info],
    ['homedir', home],
    ['shell', shell],
    ['passwd', password],
  ] as const
  const record = recordLine(fields)
  return record.ok ? undefined : record.reason
}

type Failed = { readonly ok: false; readonly path: string | undefined; readonly reason: string }

function failed(path: string | undefined, reason: string): Failed {
  return { ok: false, path, reason }
}

/** The group file with the account as a member of its primary group, and the gid of that. */
function withOwnGroup(
  { name, primaryGroup }: NewAccount,
  text: string | undefined,
): Failed | { readonly ok: true; readonly text: string; readonly gid: string } {
  const path = '/etc/group'
  const known = primaryGroup === '' ? '-1' : gidOfGroup(text ?? '', primaryGroup)
  if (known === undefined) return failed(undefined, `primary_group ${primaryGroup} does not exist`)
  if (text === undefined) return failed(path, 'it does not exist')
  const own = primaryGroup === '' ? name : primaryGroup
  const edit = ensureGroup(text, { name: own, password: 'x', gid: known, members: name })
  if (!edit.ok) return failed(path, edit.reason)
  const file = readGroups(edit.text)
  if (!file.ok) return failed(path, brokenGroups(file.brokenLine))
  const gid = file.entries.findLast((entry) => entry.name === own)?.gid
  if (gid === undefined || !isUsableId(gid)) return failed(path, `group ${own} has no usable gid`)
  return { ok: true, text: edit.text, gid }
}

/**
 * The uid: as given, even if taken; else that of a line the lookup cannot read; else the owner of the home, unless
 * it is root, who never gives his rights away; else the lowest free one.
 */
function chooseUid(
  { name, uid: given, homeOwner }: NewAccount,
  text: string | undefined,
): Failed | { readonly ok: true; readonly uid: string; readonly sharedWith?: string | undefined } {
  const path = '/etc/passwd'
  if (given !== '') {
    const uid = integerText(given)
    if (uid === undefined || !isUsableId(uid)) return failed(undefined, `uid ${given} is no user id`)
    return text === undefined ? failed(path, 'it does not exist') : { ok: true, uid }
  }
  if (text === undefined) return failed(path, 'it does not exist')
  const file = readPasswd(text)
  const own = file.entries.find((entry) => entry.name === name)
  if (own !== undefined) {
    const uid = integerText(own.uid)
    return uid === undefined || !isUsableId(uid)
      ? failed(path, `user ${name} has no usable uid`)
      : { ok: true, uid }
  }
  if (homeOwner !== undefined && homeOwner !== 0) {
    const uid = String(homeOwner)
    return { ok: true, uid, sharedWith: file.entries.find((entry) => integerText(entry.uid) === uid)?.name }
  }
  if (file.brokenLine !== undefined) return failed(path, brokenPasswd(file.brokenLine))
  const uid = freeUid(file)
  return uid === undefined ? failed(path, 'no uid from 1000 to 60000 is free') : { ok: true, uid }
}

function withPassword({ name, password, day }: NewAccount, text: string | undefined): Edit {
  if (text === undefined) return { ok: false, reason: 'it does not exist' }
  return ensureShadowEntry(text, freshShadowEntry(name, password, day))
}
