import { shadowPassword } from '../../core/accounts/password.ts'
import { ensureShadowEntry, freshShadowEntry, shadowDay, shadowEntryOf } from '../../core/accounts/shadow.ts'
import { type Part, writeAccountFile } from '../accounts/files.ts'
import type { StepContext } from '../step.ts'

/** Gives an existing user a password, changed today; aging fields stay. False when it cannot be done. */
export async function* setPassword(
  name: string,
  given: string,
  { now, random, clock }: StepContext,
): Part<boolean> {
  const path = '/etc/shadow'
  const at = [name, 'passwd']
  const before = now.text(path)
  if (before === undefined) {
    yield { kind: 'problem', severity: 'error', at, message: `user ${name}: ${path} does not exist` }
    return false
  }
  const password = await shadowPassword(given, shadowEntryOf(before, name)?.password, random)
  const edit = ensureShadowEntry(before, freshShadowEntry(name, password, shadowDay(clock())))
  if (!edit.ok) {
    yield { kind: 'problem', severity: 'error', at, message: `user ${name}: ${path}: ${edit.reason}` }
    return false
  }
  return yield* writeAccountFile(path, { before, after: edit.text }, at, 'secret')
}
