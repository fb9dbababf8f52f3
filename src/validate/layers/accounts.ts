import type { Entity } from '../../steps/entities/entity.ts'
import type { Step } from '../../steps/index.ts'
import type { CheckedLayers, ConfigPath } from '../rule.ts'
import { entitiesOf } from '../touches/accounts.ts'
import { type LayerStep, stepsInOrder } from './steps-in-order.ts'

/** An account as the layers leave it. */
export interface LayerAccount {
  readonly name: string
  /** Whether some password, or none at all, lets in. */
  readonly hasOpenPassword: boolean
  readonly hasKeys: boolean
  /** Undefined: that of the system's default. */
  readonly shell: string | undefined
  /** Something about it says that a person is to log in. */
  readonly isForPeople: boolean
  /** What last decided about its password: step and path in its file. */
  readonly step: LayerStep
  readonly path: ConfigPath
}

/** What a step says of an account; what is undefined stays as it was. */
interface Saying {
  readonly name: string
  readonly path: ConfigPath
  readonly password?: 'open' | 'closed' | undefined
  /** A password that a new account alone gets. */
  readonly first?: 'open' | 'closed'
  readonly addsKeys?: boolean
  readonly shell?: string | undefined
  readonly isForPeople?: boolean
}

/**
 * All accounts that the layers make or change, as they are at the end. Where a step may be skipped, what it opens
 * counts and what it closes does not.
 */
export async function accountsOf(layers: CheckedLayers): Promise<readonly LayerAccount[]> {
  const accounts = new Map<string, LayerAccount>()
  for (const step of stepsInOrder(layers)) {
    for (const saying of await sayingsOf(step.step)) {
      const account = afterSaying(accounts.get(saying.name), saying, step)
      accounts.set(saying.name, account)
    }
  }
  return [...accounts.values()]
}

function afterSaying(before: LayerAccount | undefined, saying: Saying, step: LayerStep): LayerAccount {
  const { name, path, first, addsKeys = false, shell, isForPeople = false } = saying
  const password = before === undefined ? (first ?? saying.password) : saying.password
  const closes = password === 'closed' && (before === undefined || step.conditions === '')
  const decides = before === undefined || password === 'open' || closes
  return {
    name,
    hasOpenPassword: password === 'open' || (!closes && (before?.hasOpenPassword ?? false)),
    hasKeys: addsKeys || (before?.hasKeys ?? false),
    shell: before === undefined ? shell : before.shell,
    isForPeople: isForPeople || (before?.isForPeople ?? false),
    step: decides ? step : before.step,
    path: decides ? [...step.path, ...path] : before.path,
  }
}

/** In the order in which the parts of a step are applied. */
async function sayingsOf(step: Step): Promise<readonly Saying[]> {
  const sayings: Saying[] = []
  const hasAccounts = (step.ensure_entities ?? []).some(({ entity = '' }) => accountKind.test(entity))
  for (const { entity, at } of hasAccounts ? await entitiesOf(step, 'ensure_entities') : []) {
    const saying = sayingOfEntity(entity, at)
    if (saying !== undefined) sayings.push(saying)
  }
  for (const [name, entry] of Object.entries(step.users ?? {})) {
    const {
      passwd,
      lock_passwd: isLocked = false,
      ssh_authorized_keys: keys = [],
      shell = '',
      groups = [],
    } = entry ?? {}
    const password = isLocked ? 'closed' : passwd === undefined ? undefined : stateOf(passwd)
    sayings.push({
      name,
      path: ['users', name],
      // Of a user that exists only a password that is not empty is taken, and no lock.
      password: passwd ? stateOf(passwd) : undefined,
      first: password ?? 'closed',
      addsKeys: keys.length > 0,
      shell: shell || undefined,
      isForPeople:
        !entry?.system &&
        (name === 'root' ||
          password === 'open' ||
          keys.length > 0 ||
          loginShell.test(shell) ||
          groups.some((group) => adminGroups.has(group))),
    })
  }
  for (const [name, keys] of Object.entries(step.authorized_keys ?? {}))
    if (keys.length > 0)
      sayings.push({ name, path: ['authorized_keys', name], addsKeys: true, isForPeople: true })
  return sayings
}

/** Parsing an entity takes long; most are groups. */
const accountKind = /\b(?:user|shadow)\b/
const adminGroups: ReadonlySet<string> = new Set(['wheel', 'sudo', 'admin'])
const loginShell = /\/(?:ba|z|da|k|fi|c|tc)?sh$/

function sayingOfEntity({ kind, fields }: Entity, path: ConfigPath): Saying | undefined {
  if (kind !== 'user' && kind !== 'shadow') return undefined
  const { username: name = '', password = '' } = fields
  const state = stateOf(password)
  const isForPeople = name === 'root' || state === 'open'
  if (kind === 'shadow') return { name, path, password: state, isForPeople }
  const shell = fields.shell || undefined
  // Its password is in shadow, where the account may have had a line all along.
  if (password === 'x') return { name, path, first: 'closed', shell }
  return { name, path, password: state, shell, isForPeople: isForPeople || loginShell.test(shell ?? '') }
}

/** Whether a password field lets anybody in: `!` and `*` do not (shadow(5)), an empty one does without asking. */
function stateOf(password: string): 'open' | 'closed' {
  return /^[!*]/.test(password) ? 'closed' : 'open'
}
