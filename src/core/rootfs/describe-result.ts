import type { Outcome, StageReport, StepReport } from '../report/stage-report.ts'
import { describeAction } from './describe-plan.ts'
import type { MountAction } from './mount-plan.ts'

/** How one action of a plan ended. */
export interface ActionResult {
  readonly action: MountAction
  readonly outcome: 'mounted' | 'present' | 'left-out' | 'failed'
  readonly reason?: string
  readonly durationMs: number
}

/** What became of a plan. */
export interface PlanResult {
  readonly results: readonly ActionResult[]
  /** What is not as it was asked for although the boot goes on. */
  readonly warnings: readonly string[]
  readonly notes: readonly string[]
  /** Why the boot stops: nothing of the plan is mounted any more. Undefined: it goes on. */
  readonly stoppedBy: string | undefined
}

/** What was done, for people: one line a mount, and a sum. */
export function describeResult({ results, warnings, notes, stoppedBy }: PlanResult): string {
  const lines = results.map(({ action, outcome }) => {
    const word = outcome === 'failed' ? 'FAILED' : outcome
    return `${word.padEnd(8)} ${action.path}: ${describeAction(action)}`
  })
  for (const note of notes) lines.push(`note: ${note}`)
  if (stoppedBy === undefined) {
    const told = (['mounted', 'present', 'left-out', 'failed'] as const).flatMap((outcome) => {
      const count = results.filter((result) => result.outcome === outcome).length
      return count > 0 || outcome === 'mounted' ? [`${count} ${outcome}`] : []
    })
    if (warnings.length > 0) told.push(`${warnings.length} ${warnings.length > 1 ? 'warnings' : 'warning'}`)
    lines.push(`layout: ${told.join(', ')}`)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** What is wrong, for the console; a boot that stops is told in four lines, with what to do. */
export function describeTrouble({ warnings, stoppedBy }: PlanResult): string {
  const lines = warnings.map((warning) => `warning: ${warning}`)
  if (stoppedBy !== undefined) {
    lines.push(
      'FAILED layout: the root file system cannot be set up, so the boot stops',
      `  what  ${stoppedBy}`,
      '  help  look at it with `cos-config mount --dry-run`, `blkid` and `dmesg`; then `cos-config mount` again',
      '  help  to boot without what fails, add rd.cos.layoutpolicy=warn to the kernel command line',
    )
  }
  return lines.map((line) => `${line}\n`).join('')
}

const outcomes: Readonly<Record<ActionResult['outcome'], Outcome>> = {
  mounted: 'changed',
  present: 'unchanged',
  'left-out': 'skipped',
  failed: 'failed',
}

/** A result in the form of the report of a stage, for those who read these. */
export function layoutReport(
  { results, warnings, stoppedBy }: PlanResult,
  run: Pick<StageReport, 'engine' | 'started' | 'durationMs' | 'exitCode' | 'diagnostics'>,
): StageReport {
  const steps = results.map(({ action, outcome, reason, durationMs }): StepReport => {
    const end = { outcome: outcomes[outcome], ...(reason !== undefined && { reason }) }
    const change = { what: `mount ${action.path}: ${describeAction(action)}`, ...end }
    const part = { key: 'mounts', outcome: end.outcome, changes: [change], problems: [] }
    const place = { file: action.origin, line: 1, column: 1 }
    return { stage: 'layout', name: action.path, ...place, ...end, durationMs, parts: [part] }
  })
  const told = [...warnings, ...(stoppedBy === undefined ? [] : [stoppedBy])]
  const count = (outcome: Outcome) => steps.filter((step) => step.outcome === outcome).length
  return {
    version: 1,
    ...run,
    stage: 'layout',
    dryRun: false,
    summary: {
      changed: count('changed'),
      unchanged: count('unchanged'),
      skipped: count('skipped'),
      failed: count('failed'),
    },
    sources: [],
    diagnostics: [
      ...run.diagnostics,
      ...told.map((message, index) => ({
        rule: 'layout',
        severity: index < warnings.length ? ('warning' as const) : ('error' as const),
        message,
        place: { source: 'layout' },
      })),
    ],
    steps,
  }
}
