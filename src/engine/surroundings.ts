import type { ConditionContext } from '../conditions/condition.ts'
import type { Machine } from '../core/machine.ts'
import type { OnTemplateError } from './templates.ts'

/** What is known about the machine, read when its first step is about to run. */
export interface MachineFacts {
  /** The host name when facts were last read; renames by steps do not count. */
  readonly hostName: string
  /** The dot of a template: `{Values: {...}}`. */
  templateData(template: string): Promise<Readonly<Record<string, unknown>>>
  /** Reads the facts anew, as yip does with each check of the operating system. */
  refresh(): Promise<{ readonly name: string; readonly version: string }>
}

/** All that comes from outside while steps run: the machine, its facts, time, chance. */
export interface Surroundings
  extends Pick<
    ConditionContext,
    'clock' | 'random' | 'umask' | 'environment' | 'workFolder' | 'architecture' | 'dryRun'
  > {
  readonly machine: Machine
  readonly facts: MachineFacts
  readonly templateErrors: OnTemplateError
}
