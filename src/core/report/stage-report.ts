import type { Diagnostic } from './diagnostic.ts'

/** How a step or a part of it ended. */
export type Outcome = 'changed' | 'unchanged' | 'skipped' | 'failed'

/** One change that a step asked for, without contents and secrets. */
export interface ChangeReport {
  /** What is done and to what: `write /etc/motd`. */
  readonly what: string
  readonly outcome: Outcome
  /** Why it was skipped or failed. */
  readonly reason?: string
  /** Of a program: exit code, and the last lines of its standard error when it failed. */
  readonly exit?: number
  readonly stderr?: string
  readonly line?: number
  readonly column?: number
}

/** One step key of a step: what `files` or `users` did. */
export interface PartReport {
  readonly key: string
  readonly outcome: Outcome
  readonly changes: readonly ChangeReport[]
  readonly problems: readonly ProblemReport[]
}

/** What a step said of itself that is not a change: an unknown user, a template that failed. */
export interface ProblemReport {
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly help?: string
  readonly line?: number
  readonly column?: number
}

/** One step: where it stands, how it ended, how long it took. */
export interface StepReport {
  readonly stage: string
  readonly name: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly outcome: Outcome
  /** Why it was skipped, or could not be tried. */
  readonly reason?: string
  /** Of a plan: what it takes to be so, because commands are not run: "`[ -e /x ]` holds". */
  readonly assuming?: string
  readonly durationMs: number
  readonly parts: readonly PartReport[]
}

/** One file or text that was read, or why it was not. */
export interface SourceReport {
  readonly source: string
  readonly outcome: 'read' | 'skipped' | 'failed'
  readonly reason?: string
}

/** One run of one stage, as written to /run/cos-config/STAGE.json. */
export interface StageReport {
  readonly version: 1
  readonly engine: string
  readonly stage: string
  readonly started: string
  readonly durationMs: number
  readonly dryRun: boolean
  readonly exitCode: number
  readonly summary: Readonly<Record<Outcome, number>>
  readonly sources: readonly SourceReport[]
  readonly diagnostics: readonly Diagnostic[]
  readonly steps: readonly StepReport[]
}
