import { brokenGroups, ensureGroup, readGroups } from '../../core/accounts/group.ts'
import { ensureGshadowEntry } from '../../core/accounts/gshadow.ts'
import { isUsableId } from '../../core/accounts/ids.ts'
import type { Edit } from '../../core/accounts/lines.ts'
import { defaultInfo } from '../../core/accounts/new-account.ts'
import { brokenPasswd, ensurePasswdEntry, freeUid, readPasswd } from '../../core/accounts/passwd.ts'
import { shadowPassword } from '../../core/accounts/password.ts'
import { ensureShadowEntry, shadowDay, shadowEntryOf } from '../../core/accounts/shadow.ts'
import type { StepContext } from '../step.ts'
import { defaultPath, type Entity } from './entity.ts'

type Fields<K extends Entity['kind']> = Extract<Entity, { kind: K }>['fields']

/** The text of an account file with an entity in it. A file that is missing is made for gshadow alone. */
export async function ensureEntity(
  entity: Entity,
  text: string | undefined,
  context: StepContext,
): Promise<Edit> {
  if (entity.kind === 'gshadow') return ensureGshadow(entity.fields, text ?? '')
  if (text === undefined) return refuse('it does not exist')
  switch (entity.kind) {
    case 'user':
      return ensureUser(entity.fields, text, context)
    case 'group':
      return ensureGroupEntity(entity.fields, text)
    case 'shadow':
      return ensureShadow(entity.fields, text, context)
  }
}

function refuse(reason: string): Edit {
  return { ok: false, reason }
}

function ensureUser(fields: Fields<'user'>, text: string, context: StepContext): Edit {
  const { username = '', password = '', group = '', info = '', homedir = '', shell = '' } = fields
  if (username === '') return refuse('the user has no username')
  const uid = chooseUid(username, String(fields.uid ?? 0), text)
  if (!uid.ok) return uid
  const gid = group === '' ? id('gid', String(fields.gid ?? 0)) : gidOf(group, context)
  if (!gid.ok) return gid
  return ensurePasswdEntry(text, {
    name: username,
    password,
    uid: uid.text,
    gid: gid.text,
    info: info === '' ? defaultInfo : info,
    home: homedir,
    shell,
  })
}

/** As given; when negative, the one the user has, else the lowest free one. */
function chooseUid(name: string, given: string, text: string): Edit {
  if (!given.startsWith('-')) return id('uid', given)
  const file = readPasswd(text)
  const own = file.entries.find((entry) => entry.name === name)
  if (own !== undefined) return id('uid', own.uid)
  if (file.brokenLine !== undefined) return refuse(brokenPasswd(file.brokenLine))
  const uid = freeUid(file)
  return uid === undefined ? refuse('no uid from 1000 to 60000 is free') : { ok: true, text: uid }
}

/** The gid of a group by name. yip loses the error and makes the user a member of root's group instead. */
function gidOf(group: string, { now, environment }: StepContext): Edit {
  const path = defaultPath('group', environment)
  const text = now.text(path)
  if (text === undefined) return refuse(`group ${group} is not known: ${path} does not exist`)
  const file = readGroups(text)
  if (!file.ok) return refuse(`group ${group} is not known: ${path}: ${brokenGroups(file.brokenLine)}`)
  const gid = file.entries.findLast((entry) => entry.name === group)?.gid
  return gid === undefined ? refuse(`group ${group} does not exist`) : id('gid', gid)
}

function id(label: string, text: string): Edit {
  return isUsableId(text) ? { ok: true, text } : refuse(`${label} ${text} is no id`)
}

function ensureGroupEntity(
  { group_name = '', password = '', gid, users = '' }: Fields<'group'>,
  text: string,
): Edit {
  if (group_name === '') return refuse('the group has no group_name')
  const given = gid === undefined ? undefined : String(gid)
  if (given !== undefined && !given.startsWith('-') && !isUsableId(given))
    return refuse(`gid ${given} is no id`)
  return ensureGroup(text, { name: group_name, password, gid: given, members: users })
}

async function ensureShadow(
  fields: Fields<'shadow'>,
  text: string,
  { random, clock }: StepContext,
): Promise<Edit> {
  const { username = '', password = '', last_changed = '' } = fields
  if (username === '') return refuse('the shadow entry has no username')
  return ensureShadowEntry(text, {
    name: username,
    password: await shadowPassword(password, shadowEntryOf(text, username)?.password, random),
    lastChanged: last_changed === 'now' ? shadowDay(clock()) : last_changed,
    minimum: fields.minimum_changed ?? '',
    maximum: fields.maximum_changed ?? '',
    warn: fields.warn ?? '',
    inactive: fields.inactive ?? '',
    expire: fields.expire ?? '',
    reserved: fields.reserved ?? '',
  })
}

function ensureGshadow(fields: Fields<'gshadow'>, text: string): Edit {
  const { name = '', password = '', administrators = '', members = '' } = fields
  if (name === '') return refuse('the gshadow entry has no name')
  return ensureGshadowEntry(text, { name, password, administrators, members })
}
