import { type Owner, ownerByName } from '../../core/accounts/owner.ts'
import type { Ownership, Present } from '../../core/machine.ts'

/** The owner that `ownerstring` names, or without one the numbers of `owner` and `group`. */
export function chosenOwner(
  name: string | undefined,
  numbers: Ownership,
  now: Present,
): Ownership | Extract<Owner, { unknown: string }> {
  if (!name) return numbers
  return ownerByName(name, now.text('/etc/passwd') ?? '', now.text('/etc/group') ?? '')
}
