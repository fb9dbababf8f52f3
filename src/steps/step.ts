import type { Decoded, Shape } from '../core/config/shape.ts'
import type { Change, ChangeOutcome, DataPath, Present } from '../core/machine.ts'

/** What a step may use while it plans. All that is not in its own value comes in by this door. */
export interface StepContext {
  /** The machine as it is at this moment, earlier changes included. */
  readonly now: Present
  /**
   * Expands a template over the machine's facts. A template that does not parse or fails gives the text back
   * verbatim with a warning (as yip does), or under --strict an error and undefined: leave that part out.
   */
  render(text: string, at: DataPath): Promise<string | undefined>
  /** As render, over `data` instead of the facts; a failure is always an error and gives undefined. */
  renderStrictly(
    text: string,
    at: DataPath,
    data: Readonly<Record<string, unknown>>,
  ): Promise<string | undefined>
  /** The step's other decoded keys, for the few that need a neighbour (`environment_file`). */
  readonly step: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970. */
  clock(): number
  /** Bytes from a cryptographic source. */
  random(length: number): Uint8Array
  /** The process's umask. */
  readonly umask: number
  /** The environment the engine was started with. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Work folder, for relative paths. */
  readonly workFolder: string
}

/** A step in the making: yields changes, is handed how each one ended, never touches the machine itself. */
export type Planning = AsyncGenerator<Change, void, ChangeOutcome>

/** One key of a step (`files`, `users`): what it may hold and how it becomes changes. */
export interface StepKey<K extends string = string, S extends Shape = Shape> {
  readonly key: K
  /** One sentence for the reference and for editors. */
  readonly docs: string
  readonly shape: S
  plan(value: Decoded<S>, context: StepContext): Planning
}

/** Keeps the types of a step key together. */
export function defineStep<K extends string, S extends Shape>(step: StepKey<K, S>): StepKey<K, S> {
  return step
}
