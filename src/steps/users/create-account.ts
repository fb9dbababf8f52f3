import { resolve } from 'node:path/posix'
import { type AccountPlan, planNewAccount } from '../../core/accounts/new-account.ts'
import { shadowPassword } from '../../core/accounts/password.ts'
import { shadowDay, shadowEntryOf } from '../../core/accounts/shadow.ts'
import { type Part, writeAccountFile } from '../accounts/files.ts'
import type { StepContext } from '../step.ts'
import type { User } from '../users.ts'
import { makeHome } from './home.ts'
import { useraddDefaults } from './useradd-defaults.ts'

/**
 * Makes a user. The passwd line is written last: it is what makes the user exist, so that a run cut short before
 * it is done again from the start by the next one, which finds the group, the shadow line and the home (whose owner gives
 * the uid again). yip writes group, passwd, shadow, home; when all goes well the end is the same.
 */
export async function* createAccount(name: string, user: User, context: StepContext): Part<void> {
  const { now, clock, random, workFolder } = context
  const at = [name]
  const defaults = useraddDefaults(now)
  if (!defaults.ok) {
    yield { kind: 'problem', severity: 'error', at, message: `user ${name}: ${defaults.reason}` }
    return
  }
  const before = {
    group: now.text('/etc/group'),
    passwd: now.text('/etc/passwd'),
    shadow: now.text('/etc/shadow'),
  }
  const home = user.homedir || `${defaults.home}/${name}`
  const homePath = resolve(workFolder, home)
  const stored = before.shadow === undefined ? undefined : shadowEntryOf(before.shadow, name)?.password
  const plan = planNewAccount(
    {
      name,
      uid: user.uid ?? '',
      primaryGroup: user.primary_group ?? '',
      groups: user.groups ?? [],
      info: user.gecos ?? '',
      home,
      shell: user.shell || defaults.shell,
      password: user.lock_passwd ? '!' : await shadowPassword(user.passwd ?? noPassword, stored, random),
      day: shadowDay(clock()),
      homeOwner: now.stat(homePath)?.uid,
    },
    before,
  )
  const write = (file: keyof typeof before) =>
    writeAccountFile(
      `/etc/${file}`,
      { before: before[file], after: plan.files[file] },
      at,
      file === 'shadow' ? 'secret' : 'open',
    )

  if (!(yield* write('group'))) return
  if (!(yield* write('shadow'))) return
  if (plan.ids !== undefined && !user.no_create_home) {
    const unasked = (user.uid ?? '') === ''
    yield* makeHome({ path: homePath, ...plan.ids, unasked, passwd: before.passwd ?? '' }, context, at)
  }
  if (!(yield* write('passwd'))) return
  yield* tell(name, plan)
}

/** Not empty: a user must never be open to anybody because a password was left out. Keys work. */
const noPassword = '*'

async function* tell(name: string, { refusal, ids }: AccountPlan): Part<void> {
  if (refusal !== undefined) {
    const where = refusal.path === undefined ? '' : `${refusal.path}: `
    const message = `user ${name}: ${where}${refusal.reason}`
    yield { kind: 'problem', severity: 'error', at: [name], message }
  }
  if (ids?.sharedWith !== undefined) {
    const message = `user ${name}: shares uid ${ids.uid} with ${ids.sharedWith}, who owns the home folder`
    yield {
      kind: 'problem',
      severity: 'warning',
      at: [name],
      message,
      help: 'give it a uid or another homedir',
    }
  }
}
