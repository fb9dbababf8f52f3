import type { Origin, Origins } from '../decode/origins.ts'
import { setOwn } from '../decode/zero.ts'
import { copied } from './copy.ts'
import type { CloudConfig } from './shape.ts'

const keptKeys = [
  'name',
  'passwd',
  'gecos',
  'homedir',
  'no_create_home',
  'primary_group',
  'groups',
  'no_user_group',
  'system',
  'no_log_init',
  'shell',
  'lock_passwd',
  'uid',
]
const names = Object.fromEntries(keptKeys.map((key) => [key, key]))

type ByUser<T> = Record<string, T>

/** The users of a step; of two with the same name the last one counts. */
export function usersByName(config: CloudConfig, from: Origins, to: Origins): ByUser<unknown> {
  const users: ByUser<unknown> = {}
  config.users?.forEach((user, i) => {
    const name = user.name ?? ''
    setOwn(users, name, copied(user, names, from, to))
    const entry = from.at(config.users ?? [], i)
    to.note(users, name, { offset: 0, ...entry, key: from.at(user, 'name')?.value })
  })
  return users
}

/** The keys of each user: those that are there, and those that must be fetched over the network. */
export function keysByUser(
  config: CloudConfig,
  from: Origins,
  to: Origins,
): { readonly plain: ByUser<string[]>; readonly fetched: ByUser<string[]> } {
  const plain: ByUser<string[]> = {}
  const fetched: ByUser<string[]> = {}
  for (const [user, keys] of allKeys(config, from)) {
    for (const { key, place } of keys) {
      const into = key.startsWith('github') || key.startsWith('gitlab') ? fetched : plain
      if (!Object.hasOwn(into, user)) setOwn(into, user, [])
      const list = into[user] as string[]
      to.note(list, list.length, place)
      to.note(into, user, to.at(into, user) ?? place)
      list.push(key)
    }
  }
  return { plain, fetched }
}

interface PlacedKey {
  readonly key: string
  readonly place: Origin
}

/** A user's own keys, then those at the top, once for each time the user is listed; root's when none is listed. */
function allKeys(config: CloudConfig, from: Origins): Map<string, PlacedKey[]> {
  const common = placed(config.ssh_authorized_keys ?? [], from)
  const users = config.users ?? []
  const keys = new Map(users.map((user) => [user.name ?? '', placed(user.ssh_authorized_keys ?? [], from)]))
  for (const user of users) keys.get(user.name ?? '')?.push(...common)
  if (users.length === 0 && common.length > 0) keys.set('root', common)
  return keys
}

function placed(keys: readonly string[], from: Origins): PlacedKey[] {
  return keys.map((key, i) => ({ key, place: from.at(keys, i) ?? { offset: 0 } }))
}
