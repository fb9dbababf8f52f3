import type { Step } from '../../steps/index.ts'
import { entityTouches, userTouches } from './accounts.ts'
import { pathTouches } from './paths.ts'
import { afterAccounts, beforeAccounts } from './system.ts'
import type { LooseText, Touch } from './touch.ts'

/** All that a step touches by its keys, in the order in which its parts are applied (yip's, but datasource). */
export async function touchesOf(step: Step): Promise<readonly Touch[]> {
  const early = pathTouches(step)
  const isLate = ({ at }: Touch) => at[0] === 'unpack_images' || at[0] === 'datasource'
  const isBeforeEntities = ({ at }: Touch) => at[0] === 'dns' || at[0] === 'downloads' || at[0] === 'git'
  return [
    ...early.filter(isBeforeEntities),
    ...(await entityTouches(step, 'ensure_entities')),
    ...early.filter((touch) => !isBeforeEntities(touch) && !isLate(touch)),
    ...(await entityTouches(step, 'delete_entities')),
    ...beforeAccounts(step),
    ...userTouches(step),
    ...afterAccounts(step),
    ...early.filter(isLate),
  ]
}

/** The commands of a step, which may touch anything. */
export function commandsOf({ commands }: Step): readonly LooseText[] {
  return (commands ?? []).map((text, i) => ({ text, at: ['commands', i] }))
}
