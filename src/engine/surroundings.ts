import type { Machine } from '../core/machine.ts'
import type { OnTemplateError, TemplateData } from './templates.ts'

/** All that comes from outside while steps run: the machine, its facts, time, chance. */
export interface Surroundings {
  readonly machine: Machine
  readonly facts: TemplateData
  /** Reads the facts anew, as yip does with each check of the operating system. */
  refreshFacts(): void
  /** The host name when the run began; later renames do not count for `node`. */
  readonly hostName: string
  readonly templateErrors: OnTemplateError
  clock(): number
  random(length: number): Uint8Array
  readonly umask: number
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workFolder: string
}
