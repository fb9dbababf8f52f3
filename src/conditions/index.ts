import type { DecodedStep } from '../core/order/step-names.ts'
import { type Checking, type Condition, type ConditionContext, holds } from './condition.ts'
import { ifCommand } from './if.ts'
import { ifFiles } from './if-files.ts'
import { node } from './node.ts'
import { onlyArch } from './only-arch.ts'
import { onlyOs, onlyOsVersion } from './only-os.ts'
import { onlyServiceManager } from './only-service-manager.ts'

export type { Condition, ConditionContext, Verdict } from './condition.ts'

const inOrder = [node, ifCommand, onlyOs, onlyOsVersion, onlyArch, onlyServiceManager, ifFiles] as const

/** All conditions in the order in which they are checked (yip's). */
export const conditions: readonly Condition[] = inOrder

/** The shapes of all conditions, for the shape of a step. */
export const conditionShapes = Object.fromEntries(inOrder.map(({ key, shape }) => [key, shape])) as {
  readonly [C in (typeof inOrder)[number] as C['key']]: C['shape']
}

/** Checks the conditions of a step; the first that does not hold decides, and those behind it are not looked at. */
export async function* checkConditions(step: DecodedStep, context: ConditionContext): Checking {
  let result = holds
  for (const { key, check } of conditions) {
    const value = step[key]
    if (value === undefined || value === '') continue
    const placed: ConditionContext = {
      ...context,
      render: (text, at) => context.render(text, [key, ...at]),
    }
    const verdict = yield* under(key, check(value, placed))
    if (!verdict.holds) return verdict
    if (verdict.assuming !== undefined) result = verdict
  }
  return result
}

/** What a condition asks for, placed in the step: a condition knows only the path inside its own value. */
async function* under(key: string, checking: Checking): Checking {
  let next = await checking.next()
  while (!next.done) next = await checking.next(yield { ...next.value, at: [key, ...(next.value.at ?? [])] })
  return next.value
}
