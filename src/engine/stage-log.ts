import type { Machine } from '../core/machine.ts'
import type { OrderedStep } from '../core/order/order-steps.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import type { Outcome, SourceReport, StageReport, StepReport } from '../core/report/stage-report.ts'
import { version } from '../version.ts'

/** Whether anything failed, in the two ways that have an exit code of their own. */
export interface StageResult {
  readonly report: Omit<StageReport, 'exitCode'>
  readonly stepFailed: boolean
  readonly brokenConfiguration: boolean
}

/** What is known of a run beforehand. */
export interface LoggedRun {
  /** Name of the whole, for the report. */
  readonly name: string
  readonly dryRun: boolean
  /** Warnings about the configuration count as broken configuration. */
  readonly strict: boolean
  /** Told of each finding about the configuration, once. */
  onDiagnostic?(diagnostic: Diagnostic): void
}

/** The change that is being made at the moment. */
type CurrentChange = Parameters<Machine['apply']>[0]

/** A step that has begun and not ended. */
export interface StepAtWork {
  readonly step: OrderedStep
  readonly since: number
  readonly machine: Machine
  readonly change: CurrentChange | undefined
}

/** In milliseconds. */
const longestTurn = 50

/** Keeps what happens in a run, from which its report is made at any time. */
export class StageLog {
  readonly #run: LoggedRun
  readonly #started = Date.now()
  readonly #from = performance.now()
  readonly #steps: StepReport[] = []
  readonly #diagnostics: Diagnostic[] = []
  readonly #told = new Set<string>()
  readonly #sources = new Map<string, SourceReport>()
  #atWork: StepAtWork | undefined
  #isFrozen = false
  #lastTurn = performance.now()

  constructor(run: LoggedRun) {
    this.#run = run
  }

  sources(reports: readonly SourceReport[]): void {
    for (const report of reports) this.#sources.set(report.source, report)
  }

  /** Findings of all readings of all files, each told once though files are read at every stage. */
  diagnostics(found: readonly Diagnostic[]): void {
    for (const diagnostic of found) {
      const key = JSON.stringify(diagnostic)
      if (this.#told.has(key)) continue
      this.#told.add(key)
      this.#diagnostics.push(diagnostic)
      this.#run.onDiagnostic?.(diagnostic)
    }
  }

  begin(step: OrderedStep, machine: Machine): void {
    this.#atWork = { step, machine, since: performance.now(), change: undefined }
  }

  end(report: StepReport): void {
    this.#atWork = undefined
    this.#steps.push(report)
  }

  get atWork(): StepAtWork | undefined {
    return this.#atWork
  }

  /** From now on no change is made: whoever asks for one waits for ever. */
  freeze(): void {
    this.#isFrozen = true
  }

  /** The machine, with an eye on what it is doing. */
  watched(machine: Machine): Machine {
    return {
      now: machine.now,
      apply: async (change) => {
        if (performance.now() - this.#lastTurn > longestTurn) await this.#turn()
        if (this.#isFrozen) return new Promise(() => {})
        if (this.#atWork) this.#atWork = { ...this.#atWork, change }
        return machine.apply(change)
      },
      releaseLocks: () => machine.releaseLocks(),
    }
  }

  /** Lets signals come through: most changes are made without giving way to anything. */
  async #turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#lastTurn = performance.now()
  }

  result(): StageResult {
    const { name, dryRun, strict } = this.#run
    const summary: Record<Outcome, number> = { changed: 0, unchanged: 0, skipped: 0, failed: 0 }
    for (const { outcome } of this.#steps) summary[outcome]++
    return {
      stepFailed: summary.failed > 0,
      brokenConfiguration: this.#diagnostics.some(
        ({ severity }) => severity === 'error' || (strict && severity === 'warning'),
      ),
      report: {
        version: 1,
        engine: `cos-config ${version}`,
        stage: name,
        started: new Date(this.#started).toISOString(),
        durationMs: Math.round((performance.now() - this.#from) * 100) / 100,
        dryRun,
        summary,
        sources: [...this.#sources.values()],
        diagnostics: this.#diagnostics,
        steps: this.#steps,
      },
    }
  }
}
