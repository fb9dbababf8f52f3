import type { DataPath } from '../core/machine.ts'
import type { ChangeReport, Outcome, PartReport, ProblemReport } from '../core/report/stage-report.ts'

/** Turns a path inside a step into line and column. */
export type Locator = (at: DataPath) => { readonly line?: number; readonly column?: number }

type Unplaced<T> = T & { readonly at?: DataPath | undefined }

/** Notes what one part of a step did. Places are looked up at the end, and only for what went wrong. */
export class PartLog {
  readonly #key: string
  readonly #path: DataPath
  readonly #changes: Unplaced<ChangeReport>[] = []
  readonly #problems: Unplaced<ProblemReport>[] = []

  /** `path` is where in the step the paths of the part begin. */
  constructor(key: string, path: DataPath = [key]) {
    this.#key = key
    this.#path = path
  }

  change(change: Unplaced<ChangeReport>): void {
    this.#changes.push(change)
  }

  problem(problem: Unplaced<ProblemReport>): void {
    this.#problems.push(problem)
  }

  get outcome(): Outcome {
    if (this.#problems.some((problem) => problem.severity === 'error')) return 'failed'
    return worstOutcome(this.#changes.map((change) => change.outcome))
  }

  /** Whether something here is worth a look at the source's text for its place. */
  get needsPlaces(): boolean {
    return this.#problems.length > 0 || this.#changes.some((change) => change.outcome === 'failed')
  }

  report(locate: Locator): PartReport {
    const path = this.#path
    const placed = <T>({ at, ...entry }: Unplaced<T>, wanted: boolean) => ({
      ...entry,
      ...(wanted && locate(at === undefined ? path : [...path, ...at])),
    })
    return {
      key: this.#key,
      outcome: this.outcome,
      changes: this.#changes.map((change) => placed(change, change.outcome === 'failed') as ChangeReport),
      problems: this.#problems.map((problem) => placed(problem, true) as ProblemReport),
    }
  }
}

/** The outcome of several together: one failure makes it failed, one change makes it changed. */
export function worstOutcome(outcomes: readonly Outcome[]): Outcome {
  for (const outcome of ['failed', 'changed', 'skipped'] as const)
    if (outcomes.includes(outcome)) return outcome
  return 'unchanged'
}
