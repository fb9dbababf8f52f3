import { type Change, type ChangeOutcome, type Machine, MachineError } from '../core/machine.ts'
import { shownErrors } from '../core/report/command.ts'
import { describe } from '../core/report/describe.ts'
import type { ChangeReport } from '../core/report/stage-report.ts'
import type { PartLog } from './part-log.ts'

/**
 * Drives a step's generator: applies each change to the machine and hands the outcome back. What a generator
 * throws ends its part as failed; the caller goes on with the next one.
 */
export async function drive<R>(
  planning: AsyncGenerator<Change, R, ChangeOutcome>,
  machine: Machine,
  log: PartLog,
): Promise<R | undefined> {
  try {
    let next = await planning.next()
    while (!next.done) {
      const change = next.value
      const outcome = await take(change, machine, log)
      next = await planning.next(outcome)
    }
    return next.value
  } catch (error) {
    log.problem({ severity: 'error', message: explain(error) })
    return undefined
  } finally {
    machine.releaseLocks()
  }
}

async function take(change: Change, machine: Machine, log: PartLog): Promise<ChangeOutcome> {
  if (change.kind === 'problem') {
    const { severity, message, help, at } = change
    log.problem({ severity, message, ...(help !== undefined && { help }), at })
    return { ok: true, changed: false }
  }
  if (change.kind === 'note') {
    const { message: what, skipped: reason } = change
    log.change({
      what,
      ...(reason === undefined ? { outcome: 'unchanged' } : { outcome: 'skipped', reason }),
    })
    return { ok: true, changed: false }
  }
  const outcome = await machine.apply(change)
  if (!outcome.ok && change.dispensable) {
    log.problem({
      severity: 'warning',
      message: `${describe(change)}: ${outcome.error.message}`,
      at: change.at,
    })
    return outcome
  }
  if (isWorthALine(change, outcome))
    log.change({ what: describe(change), ...told(change, outcome), at: change.at })
  return outcome
}

/** What was right already, a lock that was taken and a question that was answered leave no trace. */
function isWorthALine(change: Change, outcome: ChangeOutcome): boolean {
  if (!outcome.ok) return !(change.kind === 'run' && change.question)
  if (change.kind === 'hold-lock' || (change.kind === 'run' && change.question)) return false
  return outcome.changed || outcome.skipped !== undefined
}

function told(
  change: Change,
  outcome: ChangeOutcome,
): Pick<ChangeReport, 'outcome' | 'reason' | 'exit' | 'stderr'> {
  const exit = outcome.output?.exit
  if (outcome.ok) {
    if (outcome.skipped !== undefined) return { outcome: 'skipped', reason: outcome.skipped }
    return { outcome: 'changed', ...(exit !== undefined && { exit }) }
  }
  const stderr = change.kind === 'run' ? shownErrors(change, outcome.output?.stderr ?? '') : ''
  return {
    outcome: 'failed',
    reason: outcome.error.message,
    ...(exit !== undefined && { exit }),
    ...(stderr !== '' && { stderr }),
  }
}

/** The machine's own words for what it refuses; anything else is a defect and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof MachineError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
