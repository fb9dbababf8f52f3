import type { ConditionContext, Verdict } from '../conditions/condition.ts'
import { conditionKeys } from '../conditions/keys.ts'
import type { OrderedStep } from '../core/order/order-steps.ts'
import type { Outcome, PartReport, StepReport } from '../core/report/stage-report.ts'
import { runOrder } from '../steps/run-order.ts'
import type { StepContext } from '../steps/step.ts'
import { drive } from './drive.ts'
import { type Locator, PartLog, worstOutcome } from './part-log.ts'
import type { MachineFacts, Surroundings } from './surroundings.ts'
import { expandOver, expandText } from './templates.ts'

/**
 * Runs one step: its conditions, then each of its keys in yip's order. A failing key never stops the next one.
 */
export async function runStep(
  ordered: OrderedStep,
  stage: string,
  surroundings: Surroundings,
  facts: MachineFacts,
  locatorOf: (step: OrderedStep) => Promise<Locator>,
): Promise<StepReport> {
  const started = performance.now()
  const { step } = ordered
  const parts: PartReport[] = []
  let assuming: string | undefined
  let locator: Locator | undefined
  const close = async (log: PartLog) => {
    if (log.needsPlaces) locator ??= await locatorOf(ordered)
    parts.push(log.report(locator ?? nowhere))
  }
  const finish = (outcome: Outcome, reason?: string): StepReport => ({
    stage,
    name: ordered.name,
    file: ordered.file,
    line: ordered.place[0],
    column: ordered.place[1],
    outcome,
    ...(reason !== undefined && { reason }),
    ...(assuming !== undefined && { assuming }),
    durationMs: rounded(performance.now() - started),
    parts,
  })

  const conditionLog = new PartLog('conditions', [])
  const verdict = await checkStep(step, surroundings, facts, conditionLog)
  if (conditionLog.needsPlaces) await close(conditionLog)
  if (verdict === undefined) return finish('failed', 'its conditions could not be checked')
  if (!verdict.holds) return finish(conditionLog.outcome === 'failed' ? 'failed' : 'skipped', verdict.reason)
  assuming = verdict.assuming

  for (const [key, load] of Object.entries(runOrder)) {
    const value = step[key]
    if (value === undefined) continue
    const log = new PartLog(key)
    const { plan } = await load()
    await drive(plan(value, stepContext(step, surroundings, facts, log)), surroundings.machine, log)
    await close(log)
  }
  const outcome = worstOutcome(parts.map((part) => part.outcome))
  return finish(outcome, outcome === 'skipped' ? whySkipped(parts) : undefined)
}

/** Why nothing of a step was done though its conditions hold. */
function whySkipped(parts: readonly PartReport[]): string {
  const reasons = new Set(parts.flatMap(({ changes }) => changes.map(({ reason }) => reason ?? '')))
  return reasons.size === 1 ? ([...reasons][0] as string) : 'nothing of it can be done here'
}

type Step = OrderedStep['step']

/**
 * Whether a step is to run; undefined when its conditions could not be checked. Most steps have none, and then
 * nothing of them is loaded.
 */
export async function checkStep(
  step: Step,
  surroundings: Surroundings,
  facts: MachineFacts,
  log: PartLog,
): Promise<Verdict | undefined> {
  if (!conditionKeys.some((key) => step[key] !== undefined)) return { holds: true }
  const { checkConditions } = await import('../conditions/index.ts')
  return drive(
    checkConditions(step, conditionContext(step, surroundings, facts, log)),
    surroundings.machine,
    log,
  )
}

function stepContext(step: Step, surroundings: Surroundings, facts: MachineFacts, log: PartLog): StepContext {
  const { machine, templateErrors, clock, random, umask, environment, workFolder } = surroundings
  const data = (template: string) => facts.templateData(template)
  return {
    now: machine.now,
    step,
    clock,
    random,
    umask,
    environment,
    workFolder,
    render: (text, at) => expandText(text, at, data, templateErrors, log),
    renderStrictly: (text, at, fields) => expandOver(fields, text, at, log),
  }
}

function conditionContext(
  step: Step,
  surroundings: Surroundings,
  facts: MachineFacts,
  log: PartLog,
): ConditionContext {
  return {
    ...stepContext(step, surroundings, facts, log),
    hostName: facts.hostName,
    architecture: surroundings.architecture,
    dryRun: surroundings.dryRun ?? false,
    refreshFacts: () => facts.refresh(),
  }
}

const nowhere: Locator = () => ({})

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}
