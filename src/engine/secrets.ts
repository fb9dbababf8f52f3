import { hideCredentials } from '../core/report/credentials.ts'
import { redactor } from '../core/report/redact.ts'
import type { ChangeReport, PartReport, ProblemReport, StepReport } from '../core/report/stage-report.ts'
import type { LoadedSource } from './load.ts'

/**
 * The passwords and keys of a run's configuration, hidden in all that is printed and reported: a failing command
 * may well repeat in its output what a user of another step has for a password. User names and passwords in
 * addresses are hidden wherever they stand.
 */
export class Secrets {
  readonly #known = new Set<string>()
  #redact: (text: string) => string = hideCredentials

  learn(source: LoadedSource): void {
    const before = this.#known.size
    for (const { loaded } of source.files) {
      for (const secret of loaded.secrets) this.#add(secret)
    }
    if (this.#known.size === before) return
    const redact = redactor(this.#known)
    this.#redact = (text) => hideCredentials(redact(text))
  }

  /** A key of several lines may be met one line at a time. */
  #add(secret: string): void {
    this.#known.add(secret)
    if (secret.includes('\n')) for (const line of secret.split('\n')) this.#known.add(line.trim())
  }

  hide(report: StepReport): StepReport {
    const redact = this.#redact
    const { reason, assuming, parts } = report
    return {
      ...report,
      ...(reason !== undefined && { reason: redact(reason) }),
      ...(assuming !== undefined && { assuming: redact(assuming) }),
      parts: parts.map((part) => hideInPart(part, redact)),
    }
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
    problems: part.problems.map((problem): ProblemReport => {
      const { message, help } = problem
      return { ...problem, message: redact(message), ...(help !== undefined && { help: redact(help) }) }
    }),
  }
}
