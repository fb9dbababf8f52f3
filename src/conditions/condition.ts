import type { Decoded, Shape } from '../core/config/shape.ts'
import type { Change, ChangeOutcome } from '../core/machine.ts'
import type { StepContext } from '../steps/step.ts'

/**
 * Whether a step is to run; if not, why, in words for people. `assuming` is what a plan cannot know and takes to be
 * so: that a command succeeds.
 */
export type Verdict =
  | { readonly holds: true; readonly assuming?: string }
  | { readonly holds: false; readonly reason: string }

/** What a condition may look at, besides what steps may. */
export interface ConditionContext extends StepContext {
  /** The host name when facts were last read: at the start, and at each `refreshFacts`. Later renames do not count. */
  readonly hostName: string
  /** Go's name of the processor architecture: `amd64`, `arm64`. */
  readonly architecture: string
  /** Nothing is run, as this is only a plan: what a command would answer is not known. */
  readonly dryRun?: boolean
  /**
   * Reads the facts anew, for templates too, as yip does with each check of the operating system; gives PRETTY_NAME
   * and VERSION_ID of /etc/os-release, empty when unknown.
   */
  refreshFacts(): Promise<{ readonly name: string; readonly version: string }>
}

/** A check in the making: it may ask for a command to be run, and is handed how that ended. */
export type Checking = AsyncGenerator<Change, Verdict, ChangeOutcome>

/** One condition of a step (`if`, `only_os`). An empty one always holds and is not asked. */
export interface Condition<K extends string = string, S extends Shape = Shape> {
  readonly key: K
  /** One sentence for the reference and for editors. */
  readonly docs: string
  readonly shape: S
  check(value: Decoded<S>, context: ConditionContext): Checking
}

/** Keeps the types of a condition together. */
export function defineCondition<K extends string, S extends Shape>(
  condition: Condition<K, S>,
): Condition<K, S> {
  return condition
}

export const holds: Verdict = { holds: true }

export function fails(reason: string): Verdict {
  return { holds: false, reason }
}
