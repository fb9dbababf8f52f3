import { firstLine, oneLine } from './console-text.ts'
import { formatPlace } from './diagnostic.ts'
import type { StageReport, StepReport } from './stage-report.ts'

/** One thing that went wrong in a stage. */
export interface Failure {
  readonly stage: string
  /** Name of the step; undefined for a file that could not be read. */
  readonly step?: string
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** What failed and why, in one line. */
  readonly what: string
  /** The last line that a failed program wrote to its standard error. */
  readonly error?: string
}

/** All that went wrong in a run, broken files first. */
export function failuresOf({ stage, diagnostics, steps }: StageReport): Failure[] {
  const broken = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, place: { source, line, column } }): Failure => {
      const at = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) }
      return { stage, file: source, ...at, what: firstLine(message) }
    })
  return [...broken, ...steps.flatMap(failuresOfStep)]
}

/** What failed in a step; one that could not be tried at all has one failure. */
export function failuresOfStep(step: StepReport): Failure[] {
  if (step.outcome !== 'failed') return []
  const { stage, name, file } = step
  const found = step.parts.flatMap((part) => [
    ...part.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ message, line, column }) => failure(message, { line, column })),
    ...part.changes
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ what, reason = 'failed', line, column, stderr }) =>
        failure(`${what}: ${reason}`, { line, column }, stderr?.trimEnd().split('\n').at(-1)),
      ),
  ])
  return found.length > 0 ? found : [failure(step.reason ?? 'failed', {})]

  function failure(
    what: string,
    spot: { line?: number | undefined; column?: number | undefined },
    error?: string,
  ) {
    const { line = step.line, column = step.column } = spot
    const told = error ? { error: firstLine(error) } : {}
    return { stage, step: firstLine(name), file, line, column, what: firstLine(what), ...told }
  }
}

/** A failure as two or three lines for people. */
export function failureText({ stage, step, file, line, column, what, error }: Failure): string {
  const source = {
    source: file,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  }
  const head = `${oneLine(stage)}: ${step ?? 'a file was left out'}`
  const words = error === undefined ? '' : `\n  error ${error}`
  return `FAILED ${head}\n  at    ${oneLine(formatPlace(source))}\n  what  ${what}${words}\n`
}
