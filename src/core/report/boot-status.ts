import { type Failure, failuresOf } from './failures.ts'
import type { StageReport } from './stage-report.ts'

/** What the service manager knows of one of the units of the boot. */
export interface UnitState {
  readonly unit: string
  /** It is at work, or waits for its turn. */
  readonly isRunning: boolean
  readonly isFailed: boolean
}

/** How one stage went. */
export interface StageStatus
  extends Pick<StageReport, 'stage' | 'started' | 'durationMs' | 'exitCode' | 'summary'> {
  readonly state: 'ok' | 'failed'
  readonly failures: readonly Failure[]
}

/** All stages since boot, as `cos-config status --json` prints them. */
export interface BootStatus {
  readonly version: 1
  /** Running as long as a unit is, whatever failed by then. */
  readonly state: 'ok' | 'failed' | 'running'
  /** In the order in which they began. */
  readonly stages: readonly StageStatus[]
  /** Units that have not ended. */
  readonly running: readonly string[]
  /** Units that failed, among them those that ended without a report. */
  readonly failedUnits: readonly string[]
}

/** Sums up what reports and units say. */
export function bootStatus(reports: readonly StageReport[], units: readonly UnitState[]): BootStatus {
  const stages = reports
    .filter(({ dryRun }) => !dryRun)
    .map((report): StageStatus => {
      const { stage, started, durationMs, exitCode, summary } = report
      const state = exitCode === 0 ? 'ok' : 'failed'
      return { stage, state, started, durationMs, exitCode, summary, failures: failuresOf(report) }
    })
    .sort((a, b) => (a.started < b.started ? -1 : a.started > b.started ? 1 : 0))
  const running = units.filter(({ isRunning }) => isRunning).map(({ unit }) => unit)
  const failedUnits = units.filter(({ isFailed }) => isFailed).map(({ unit }) => unit)
  const isFailed = failedUnits.length > 0 || stages.some(({ state }) => state === 'failed')
  const state = running.length > 0 ? 'running' : isFailed ? 'failed' : 'ok'
  return { version: 1, state, stages, running, failedUnits }
}
