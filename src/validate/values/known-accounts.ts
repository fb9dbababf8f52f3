import { gidOfGroup, idsOfUser } from '../../core/accounts/lookup.ts'
import type { Present } from '../../core/machine.ts'
import type { CheckedLayers } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'
import { entitiesOf, nameOf } from '../touches/accounts.ts'
import { namesIn, textIn } from './image.ts'

/** Whether an account exists: in the image, or because some step of the layers makes it. */
export interface KnownAccounts {
  hasUser(name: string): boolean
  hasGroup(name: string): boolean
}

const known = new WeakMap<CheckedLayers, Promise<KnownAccounts | undefined>>()

/**
 * The accounts of image and layers together. Undefined where nobody can know: without an image, or when a step does
 * something that may make accounts in ways that cannot be read from it.
 */
export function knownAccounts(layers: CheckedLayers): Promise<KnownAccounts | undefined> {
  let found = known.get(layers)
  if (found === undefined) {
    found = collect(layers)
    known.set(layers, found)
  }
  return found
}

/** Programs and folders that make accounts. */
const makesAccounts =
  /\b(?:useradd|adduser|newusers|groupadd|addgroup|usermod|groupmod|sysusers|passwd|group|homectl|userdbctl|(?:apt|apt-get|dnf|yum|zypper|apk|pacman)\s)/

async function collect(layers: CheckedLayers): Promise<KnownAccounts | undefined> {
  const [passwd, group] = [textIn(layers.image, '/etc/passwd'), textIn(layers.image, '/etc/group')]
  if (passwd === undefined || group === undefined) return undefined
  const { users, groups } = fromSysusers(layers.image)
  for (const { files } of layers.sources) {
    for (const file of files) {
      for (const { step } of stepsOf(file)) {
        const installs = (step.packages?.install ?? []).length + (step.unpack_images ?? []).length > 0
        if (installs || step.datasource !== undefined) return undefined
        if ((step.commands ?? []).some((command) => makesAccounts.test(command))) return undefined
        if ((step.files ?? []).some(({ path = '' }) => makesAccounts.test(path))) return undefined
        for (const [name, user] of Object.entries(step.users ?? {})) {
          users.add(name)
          if (!user?.primary_group) groups.add(name)
        }
        for (const { entity } of await entitiesOf(step, 'ensure_entities')) {
          if (entity.kind === 'user') users.add(nameOf(entity))
          if (entity.kind === 'group') groups.add(nameOf(entity))
        }
        // A template may name anybody.
        if ((step.ensure_entities ?? []).some(({ entity = '' }) => entity.includes('{{'))) return undefined
      }
    }
  }
  return {
    hasUser: (name) => users.has(name) || idsOfUser(passwd, name) !== undefined,
    hasGroup: (name) => groups.has(name) || gidOfGroup(group, name) !== undefined,
  }
}

/** Accounts that systemd-sysusers(8) makes at boot: lines `u NAME`, `g NAME` and `m USER GROUP`. */
function fromSysusers(image: Present | undefined): { users: Set<string>; groups: Set<string> } {
  const users = new Set<string>()
  const groups = new Set<string>()
  for (const folder of ['/usr/lib/sysusers.d', '/etc/sysusers.d', '/run/sysusers.d']) {
    for (const name of namesIn(image, folder) ?? []) {
      if (!name.endsWith('.conf')) continue
      const lines = textIn(image, `${folder}/${name}`) ?? ''
      for (const [, kind = '', first = '', second = ''] of lines.matchAll(
        /^([ugm])!?[ \t]+(\S+)(?:[ \t]+(\S+))?/gm,
      )) {
        if (kind !== 'g') users.add(first)
        groups.add(kind === 'm' ? second : first)
      }
    }
  }
  return { users, groups }
}
