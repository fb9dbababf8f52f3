import type { Entity } from '../../steps/entities/entity.ts'
import { readEntity } from '../../steps/entities/read-entity.ts'
import type { Step } from '../../steps/index.ts'
import type { ConfigPath } from '../rule.ts'
import { defaultHome } from './names.ts'
import { pathTouch } from './paths.ts'
import type { Effect, Touch } from './touch.ts'

/** An entity that could be read, and where it stands in the step. */
export interface PlacedEntity {
  readonly entity: Entity
  /** The account file it names; empty when it is that of its kind. */
  readonly path: string
  readonly at: ConfigPath
}

type EntityKey = 'ensure_entities' | 'delete_entities'

/** By list of entities: several rules ask for the same, and reading them is parsing. */
const known = new WeakMap<object, Promise<readonly PlacedEntity[]>>()

/** Entities of a step that are no templates and can be read. */
export function entitiesOf(step: Step, key: EntityKey): Promise<readonly PlacedEntity[]> {
  const entries = step[key]
  if (entries === undefined || entries.length === 0) return none
  let found = known.get(entries)
  if (found === undefined) {
    found = readEntities(entries, key)
    known.set(entries, found)
  }
  return found
}

const none: Promise<readonly PlacedEntity[]> = Promise.resolve([])

async function readEntities(
  entries: NonNullable<Step[EntityKey]>,
  key: EntityKey,
): Promise<readonly PlacedEntity[]> {
  const found: PlacedEntity[] = []
  for (const [i, { entity: text = '', path = '' }] of entries.entries()) {
    if (text.includes('{{')) continue
    const reading = await readEntity(text)
    if (reading.ok) found.push({ entity: reading.entity, path, at: [key, i, 'entity'] })
  }
  return found
}

const accountFiles = {
  user: '/etc/passwd',
  group: '/etc/group',
  shadow: '/etc/shadow',
  gshadow: '/etc/gshadow',
} as const

/** Lines of account files that a step writes or takes out. */
export async function entityTouches(step: Step, key: EntityKey): Promise<readonly Touch[]> {
  const placed = await entitiesOf(step, key)
  const verb = key === 'ensure_entities' ? 'writes' : 'takes out'
  return placed.flatMap(({ entity, path, at }) => {
    const file = path || accountFiles[entity.kind]
    const name = nameOf(entity)
    const isAccount = entity.kind === 'user' || entity.kind === 'shadow'
    const kind = isAccount ? 'user' : 'group'
    const aspect = { user: 'account', shadow: 'password', group: 'group', gshadow: 'group password' }[
      entity.kind
    ]
    return [
      pathTouch(file, at, `${verb} the line of ${name}`, 'adds'),
      { kind, name, effect: 'sets', aspect, does: `${verb} its line in ${file}`, at } as const,
    ]
  })
}

/** Whom an entity is about. */
export function nameOf({ kind, fields }: Entity): string {
  switch (kind) {
    case 'group':
      return fields.group_name ?? ''
    case 'gshadow':
      return fields.name ?? ''
    default:
      return fields.username ?? ''
  }
}

/** Users and keys of a step. */
export function userTouches(step: Step): readonly Touch[] {
  const touches: Touch[] = []
  const user = (name: string, effect: Effect, aspect: string, does: string, at: ConfigPath) =>
    touches.push({ kind: 'user', name, effect, aspect, does, at })
  for (const [name, entry] of Object.entries(step.users ?? {})) {
    const at = ['users', name]
    const home = entry?.homedir || defaultHome(name)
    user(name, 'creates', 'account', 'makes the user where there is none', at)
    for (const file of ['/etc/passwd', '/etc/group', '/etc/shadow'])
      touches.push(pathTouch(file, at, `adds the user ${name}`, 'adds'))
    if (!entry?.no_create_home) touches.push(pathTouch(home, at, `makes the home of ${name}`, 'creates'))
    if (entry?.passwd) user(name, 'sets', 'password', 'sets its password', [...at, 'passwd'])
    if ((entry?.ssh_authorized_keys ?? []).length > 0) addKeys(name, home, [...at, 'ssh_authorized_keys'])
    for (const [i, group] of (entry?.groups ?? []).entries()) {
      const does = `adds ${name} to it`
      touches.push({
        kind: 'group',
        name: group,
        effect: 'adds',
        aspect: 'members',
        does,
        at: [...at, 'groups', i],
      })
    }
  }
  for (const [name, keys] of Object.entries(step.authorized_keys ?? {}))
    if (keys.length > 0) addKeys(name, defaultHome(name), ['authorized_keys', name])
  return touches

  function addKeys(name: string, home: string, at: ConfigPath): void {
    user(name, 'adds', 'keys', 'adds keys to log in with', at)
    touches.push(pathTouch(`${home}/.ssh/authorized_keys`, at, `adds keys of ${name}`, 'adds'))
  }
}
