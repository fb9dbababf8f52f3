import { secretsIn } from '../core/config/secrets.ts'
import { redactor } from '../core/report/redact.ts'
import type { ChangeReport, PartReport, ProblemReport, StepReport } from '../core/report/stage-report.ts'
import { stepShape } from '../steps/index.ts'
import type { LoadedSource } from './load.ts'

/**
 * The passwords and keys of a run's configuration, hidden in all that is printed and reported: a failing command
 * may well repeat in its output what a user of another step has for a password.
 */
export class Secrets {
  readonly #known = new Set<string>()
  #redact: ((text: string) => string) | undefined

  learn(source: LoadedSource): void {
    const before = this.#known.size
    for (const { loaded } of source.files) {
      for (const steps of Object.values(loaded.config.stages)) {
        for (const step of steps) for (const secret of secretsIn(step, stepShape)) this.#known.add(secret)
      }
    }
    if (this.#known.size > before) this.#redact = redactor(this.#known)
  }

  hide(report: StepReport): StepReport {
    const redact = this.#redact
    if (redact === undefined) return report
    return { ...report, parts: report.parts.map((part) => hideInPart(part, redact)) }
  }
}

function hideInPart(part: PartReport, redact: (text: string) => string): PartReport {
  return {
    ...part,
    changes: part.changes.map((change): ChangeReport => {
      const { what, reason, stderr } = change
      return {
        ...change,
        what: redact(what),
        ...(reason !== undefined && { reason: redact(reason) }),
        ...(stderr !== undefined && { stderr: redact(stderr) }),
      }
    }),
    problems: part.problems.map(
      (problem): ProblemReport => ({ ...problem, message: redact(problem.message) }),
    ),
  }
}
