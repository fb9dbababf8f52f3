import { randomBytes } from 'node:crypto'
import type { Change, ChangeOutcome, Machine, Problem } from '../../../src/core/machine.ts'
import { layout } from '../../../src/steps/layout.ts'
import { LiveMachine } from '../../../src/system/live-machine.ts'
import { decodeStep } from '../decode-step.ts'

/** What a run of `layout` did. */
export interface LayoutRun {
  readonly asked: readonly Exclude<Change, Problem>[]
  readonly problems: readonly Problem[]
  /** Of changes that were no questions. */
  readonly failures: readonly string[]
  /** It ended by itself, before the limit. */
  readonly ended: boolean
}

/** The machine the tests run on, without waiting for its device manager. */
export const thisMachine = (): Machine =>
  new LiveMachine({ root: '/', umask: 0o022, environment: { PATH: process.env.PATH }, timeout: 0 })

/**
 * Applies the `layout` of a YAML text; `cut` is how many changes are made before the run is cut short, as by a power
 * failure.
 */
export async function runLayout(yaml: string, machine = thisMachine(), cut = Infinity): Promise<LayoutRun> {
  const step = decodeStep(yaml)
  const asked: Exclude<Change, Problem>[] = []
  const problems: Problem[] = []
  const failures: string[] = []
  const planning = layout.plan(step.layout as Parameters<typeof layout.plan>[0], {
    now: machine.now,
    step,
    render: async (text) => text,
    renderStrictly: async (text) => text,
    clock: () => 0,
    random: (length) => randomBytes(length),
    umask: 0o022,
    environment: {},
    workFolder: '/',
  })
  let next = await planning.next()
  while (!next.done) {
    const change = next.value
    let outcome: ChangeOutcome = { ok: true, changed: false }
    if (change.kind === 'problem') problems.push(change)
    else if (asked.length >= cut) return { asked, problems, failures, ended: false }
    else {
      asked.push(change)
      outcome = await machine.apply(change)
      if (!outcome.ok && !(change.kind === 'run' && change.question)) failures.push(outcome.error.message)
    }
    next = await planning.next(outcome)
  }
  return { asked, problems, failures, ended: true }
}
