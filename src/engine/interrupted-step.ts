import { describe } from '../core/report/describe.ts'
import type { StepReport } from '../core/report/stage-report.ts'
import type { StepAtWork } from './stage-log.ts'

/** The report of a step in whose middle the run was ended by a signal. */
export function interruptedStep({ step, since, change }: StepAtWork, signal: string): StepReport {
  const place = change === undefined ? '' : ` at: ${describe(change)}`
  return {
    stage: step.stage,
    name: step.name,
    file: step.file,
    line: step.place[0],
    column: step.place[1],
    outcome: 'failed',
    reason: `${signal} ended the run${place}; what follows was not run`,
    durationMs: Math.round((performance.now() - since) * 100) / 100,
    parts: [],
  }
}
