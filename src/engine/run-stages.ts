import { type OrderedStep, orderSteps } from '../core/order/order-steps.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import type { Outcome, SourceReport, StageReport, StepReport } from '../core/report/stage-report.ts'
import type { ResolvedSource } from '../sources/source.ts'
import { version } from '../version.ts'
import type { DecodeCache } from './decode-cache.ts'
import { asOrderInput, type LoadedFile, type LoadedSource, loadSource } from './load.ts'
import type { Locator } from './part-log.ts'
import type { Secrets } from './secrets.ts'
import type { MachineFacts, Surroundings } from './surroundings.ts'

/** One source of a run, read anew at each stage: a step may have written what a later stage reads. */
export interface RunSource {
  readonly dotNotation: boolean
  read(): Promise<ResolvedSource>
}

/** What to run. */
export interface StageRun {
  /** Name of the whole, for the report. */
  readonly name: string
  /** The stages in order, each run over all sources before the next: `boot.before`, `boot`, `boot.after`. */
  readonly stages: readonly string[]
  readonly sources: readonly RunSource[]
  /** Asked for when the first step is about to run: most stages of a boot have none in most files. */
  surroundings(): Promise<Surroundings>
  readonly cache: DecodeCache | undefined
  readonly dryRun: boolean
  /** Warnings about the configuration count as broken configuration. */
  readonly strict: boolean
  /** Told of each step when it has ended. */
  onStep?(report: StepReport): void
  /** Told of each finding about the configuration, once. */
  onDiagnostic?(diagnostic: Diagnostic): void
}

/** Whether anything failed, in the two ways that have an exit code of their own. */
export interface StageResult {
  readonly report: Omit<StageReport, 'exitCode'>
  readonly stepFailed: boolean
  readonly brokenConfiguration: boolean
}

/** Runs stages over sources, one step after the other, and reports what happened. */
export async function runStages(run: StageRun): Promise<StageResult> {
  const started = Date.now()
  const from = performance.now()
  const steps: StepReport[] = []
  const findings = new Findings(run.onDiagnostic)
  const sources = new Map<string, SourceReport>()
  const locators = new Map<LoadedFile, Locator>()
  // Many a stage has no step at all: what only steps need is loaded with the first one.
  let forSteps: ForSteps | undefined

  for (const stage of run.stages) {
    for (const source of run.sources) {
      const loaded = await loadSource(await source.read(), source.dotNotation, run.cache)
      for (const report of loaded.reports) sources.set(report.source, report)
      findings.add(loaded.diagnostics)
      const order = orderSteps(loaded.files.map(asOrderInput), stage)
      findings.add(order.diagnostics)
      if (order.steps.length === 0) continue
      forSteps ??= await loadForSteps(run)
      const { runStep, secrets, surroundings, facts } = forSteps
      secrets.learn(loaded)
      for (const step of order.steps) {
        const report = secrets.hide(
          await runStep(step, stage, surroundings, facts, () => locatorOf(loaded, step, locators)),
        )
        steps.push(report)
        run.onStep?.(report)
      }
    }
  }
  run.cache?.save()

  const summary: Record<Outcome, number> = { changed: 0, unchanged: 0, skipped: 0, failed: 0 }
  for (const { outcome } of steps) summary[outcome]++
  return {
    stepFailed: summary.failed > 0,
    brokenConfiguration: findings.all.some(
      ({ severity }) => severity === 'error' || (run.strict && severity === 'warning'),
    ),
    report: {
      version: 1,
      engine: `cos-config ${version}`,
      stage: run.name,
      started: new Date(started).toISOString(),
      durationMs: Math.round((performance.now() - from) * 100) / 100,
      dryRun: run.dryRun,
      summary,
      sources: [...sources.values()],
      diagnostics: findings.all,
      steps,
    },
  }
}

interface ForSteps {
  readonly runStep: typeof import('./run-step.ts')['runStep']
  readonly secrets: Secrets
  readonly surroundings: Surroundings
  readonly facts: MachineFacts
}

async function loadForSteps(run: StageRun): Promise<ForSteps> {
  const [{ runStep }, secrets, surroundings] = await Promise.all([
    import('./run-step.ts'),
    import('./secrets.ts'),
    run.surroundings(),
  ])
  return { runStep, secrets: new secrets.Secrets(), surroundings, facts: await surroundings.gatherFacts() }
}

/** Findings of all readings of all files, each told once though files are read at every stage. */
class Findings {
  readonly all: Diagnostic[] = []
  readonly #seen = new Set<string>()
  readonly #tell: ((diagnostic: Diagnostic) => void) | undefined

  constructor(tell: ((diagnostic: Diagnostic) => void) | undefined) {
    this.#tell = tell
  }

  add(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      const key = JSON.stringify(diagnostic)
      if (this.#seen.has(key)) continue
      this.#seen.add(key)
      this.all.push(diagnostic)
      this.#tell?.(diagnostic)
    }
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
