import { gshadowLine } from '../../core/accounts/gshadow.ts'
import { removeExactLine, removeNamed } from '../../core/accounts/lines.ts'
import { passwdLine } from '../../core/accounts/passwd.ts'
import { shadowLine } from '../../core/accounts/shadow.ts'
import type { Entity } from './entity.ts'

/**
 * The text of an account file without an entity: a group goes by its name, the others only when the whole line is
 * as the entity spells it out. What is not there needs no deleting.
 */
export function deleteEntity(entity: Entity, text: string): string {
  if (entity.kind === 'group') return removeNamed(text, entity.fields.group_name ?? '')
  const record = lineOf(entity)
  return record.ok ? removeExactLine(text, record.line) : text
}

function lineOf(entity: Exclude<Entity, { kind: 'group' }>) {
  switch (entity.kind) {
    case 'user': {
      const {
        username = '',
        password = '',
        uid = 0,
        gid = 0,
        info = '',
        homedir = '',
        shell = '',
      } = entity.fields
      const ids = { uid: String(uid), gid: String(gid) }
      return passwdLine({ name: username, password, ...ids, info, home: homedir, shell })
    }
    case 'shadow': {
      const { username = '', password = '', last_changed = '' } = entity.fields
      return shadowLine({
        name: username,
        password,
        lastChanged: last_changed,
        minimum: entity.fields.minimum_changed ?? '',
        maximum: entity.fields.maximum_changed ?? '',
        warn: entity.fields.warn ?? '',
        inactive: entity.fields.inactive ?? '',
        expire: entity.fields.expire ?? '',
        reserved: entity.fields.reserved ?? '',
      })
    }
    case 'gshadow': {
      const { name = '', password = '', administrators = '', members = '' } = entity.fields
      return gshadowLine({ name, password, administrators, members })
    }
  }
}
