import { type OrderedStep, orderSteps } from '../core/order/order-steps.ts'
import type { StepReport } from '../core/report/stage-report.ts'
import type { ResolvedSource } from '../sources/source.ts'
import type { DecodeCache } from './decode-cache.ts'
import { asOrderInput, type LoadedFile, type LoadedSource, loadSource } from './load.ts'
import type { Locator } from './part-log.ts'
import type { Secrets } from './secrets.ts'
import { type LoggedRun, StageLog, type StageResult } from './stage-log.ts'
import type { MachineFacts, Surroundings } from './surroundings.ts'

/** One source of a run, read anew at each stage: a step may have written what a later stage reads. */
export interface RunSource {
  readonly dotNotation: boolean
  read(): Promise<ResolvedSource>
}

/** A report without the secrets of the run's configuration. */
export type HideSecrets = (report: StepReport) => StepReport

/** What to run. */
export interface StageRun extends LoggedRun {
  /** The stages in order, each run over all sources before the next: `boot.before`, `boot`, `boot.after`. */
  readonly stages: readonly string[]
  readonly sources: readonly RunSource[]
  /** Asked for when the first step is about to run: most stages of a boot have none in most files. */
  surroundings(): Promise<Surroundings>
  readonly cache: DecodeCache | undefined
  /** Told when the first step is about to run; from here on an end from outside deserves a report. */
  onFirstStep?(log: StageLog, hide: HideSecrets): void
  /** Told of each step when it has ended. */
  onStep?(report: StepReport): void
}

/** Runs stages over sources, one step after the other, and reports what happened. */
export async function runStages(run: StageRun): Promise<StageResult> {
  const log = new StageLog(run)
  const locators = new Map<LoadedFile, Locator>()
  // Many a stage has no step at all: what only steps need is loaded with the first one.
  let forSteps: ForSteps | undefined

  for (const stage of run.stages) {
    for (const source of run.sources) {
      const loaded = await loadSource(await source.read(), source.dotNotation, run.cache)
      log.sources(loaded.reports)
      log.diagnostics(loaded.diagnostics)
      const order = orderSteps(loaded.files.map(asOrderInput), stage)
      log.diagnostics(order.diagnostics)
      if (order.steps.length === 0) continue
      forSteps ??= await loadForSteps(run, log)
      const { runStep, secrets, surroundings, facts } = forSteps
      secrets.learn(loaded)
      for (const step of order.steps) {
        log.begin(step, surroundings.machine)
        const report = secrets.hide(
          await runStep(step, stage, surroundings, facts, () => locatorOf(loaded, step, locators)),
        )
        log.end(report)
        run.onStep?.(report)
      }
    }
  }
  run.cache?.save()
  return log.result()
}

interface ForSteps {
  readonly runStep: typeof import('./run-step.ts')['runStep']
  readonly secrets: Secrets
  readonly surroundings: Surroundings
  readonly facts: MachineFacts
}

async function loadForSteps(run: StageRun, log: StageLog): Promise<ForSteps> {
  const [{ runStep }, { Secrets }, surroundings] = await Promise.all([
    import('./run-step.ts'),
    import('./secrets.ts'),
    run.surroundings(),
  ])
  const secrets = new Secrets()
  const machine = log.watched(surroundings.machine)
  run.onFirstStep?.(log, (report) => secrets.hide(report))
  return {
    runStep,
    secrets,
    surroundings: { ...surroundings, machine },
    facts: surroundings.facts,
  }
}

/** The positions of a step's values, from its text parsed once more; asked only for what goes wrong. */
async function locatorOf(
  source: LoadedSource,
  step: OrderedStep,
  known: Map<LoadedFile, Locator>,
): Promise<Locator> {
  const file = source.files.find((candidate) => candidate.file === step.file)
  if (!file) return () => ({})
  let locate = known.get(file)
  if (!locate) {
    const { locatorFor } = await import('./locate.ts')
    locate = locatorFor(file)
    known.set(file, locate)
  }
  const inText = locate
  return (at) => inText(['stages', step.stage, step.index, ...at])
}
