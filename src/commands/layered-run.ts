import { dirname } from 'node:path'
import { FindingLimit } from '../core/report/finding-limit.ts'
import type { StageReport } from '../core/report/stage-report.ts'
import { isShown, type LogLevel, TextPrinter } from '../core/report/text.ts'
import { DecodeCache } from '../engine/decode-cache.ts'
import { reportName } from '../engine/report-name.ts'
import { cacheStore, ownFile, removeLeftovers, writePrivately } from '../engine/run-files.ts'
import { type HideSecrets, type RunSource, runStages } from '../engine/run-stages.ts'
import type { StageLog, StageResult } from '../engine/stage-log.ts'
import type { Surroundings } from '../engine/surroundings.ts'
import { exitCodes, type Terminal } from './command.ts'
import { type EndingSignal, exitCodeOfSignal, onInterruption } from './interruption.ts'

/** A run as a command asks for it. */
export interface Run {
  readonly name: string
  readonly stages: readonly string[]
  readonly sources: readonly RunSource[]
  surroundings(): Promise<Surroundings>
  readonly root: string
  readonly dryRun: boolean
  readonly strict: boolean
  readonly json: boolean
  readonly logLevel: LogLevel
  readonly cache: boolean
  /** Where text for people goes. */
  print(text: string): void
  readonly colours: boolean
}

/** How a run ended. */
export interface RunEnd {
  /** Of what was run, whether or not the report could be written. */
  readonly exitCode: number
  readonly reportSaved: boolean
}

/** Runs stages, prints what happens, writes the report. */
export async function runAndReport(run: Run, terminal: Terminal): Promise<RunEnd> {
  const printer = new TextPrinter({ colours: run.colours, dryRun: run.dryRun })
  const limit = new FindingLimit()
  const say = (text: string) => text !== '' && run.print(text)
  const result = await runStages({
    name: run.name,
    stages: run.stages,
    sources: run.sources,
    surroundings: run.surroundings,
    dryRun: run.dryRun,
    strict: run.strict,
    cache: openCache(run),
    onFirstStep: (log, hide) => {
      if (!run.dryRun) onInterruption((signal) => endEarly(signal, log, hide))
    },
    onStep: (report) => say(printer.step(report, run.logLevel)),
    onDiagnostic: (diagnostic) => {
      const level = diagnostic.severity === 'error' ? 'error' : 'warning'
      if (isShown(level, run.logLevel) && limit.admits(diagnostic)) say(printer.diagnostic(diagnostic))
    },
  })
  const exitCode = exitCodeOf(result)
  const failure = finish(result, exitCode)
  if (failure !== undefined) await tellLoss(failure.error, run)
  await note(result, exitCode, run)
  return { exitCode, reportSaved: failure === undefined }

  /** Prints what there is at the end and saves the report. */
  function finish({ report: unfinished }: StageResult, exitCode: number): ReturnType<typeof saveReport> {
    const report: StageReport = { ...unfinished, exitCode }
    for (const diagnostic of limit.leftOut) say(printer.diagnostic(diagnostic))
    if (isShown('info', run.logLevel)) say(printer.summary(report))
    if (run.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`)
    return run.dryRun ? undefined : saveReport(report, run)
  }

  async function endEarly(signal: EndingSignal, log: StageLog, hide: HideSecrets): Promise<void> {
    log.freeze()
    const [{ endDescendants }, { interruptedStep }] = await Promise.all([
      import('../system/processes/end-descendants.ts'),
      import('../engine/interrupted-step.ts'),
    ])
    endDescendants('SIGTERM')
    const { atWork } = log
    if (atWork !== undefined) {
      atWork.machine.releaseLocks()
      const report = hide(interruptedStep(atWork, signal))
      log.end(report)
      say(printer.step(report, run.logLevel))
    }
    const failure = finish(log.result(), exitCodeOfSignal(signal))
    if (failure !== undefined) await tellLoss(failure.error, run)
    await note(log.result(), exitCodeOfSignal(signal), run)
  }
}

/** Of what systemd runs at boot, tells journal and console. */
async function note({ report }: StageResult, exitCode: number, { dryRun, root }: Run): Promise<void> {
  if (process.env.JOURNAL_STREAM === undefined || dryRun || root !== '/') return
  const { noteBoot } = await import('./boot-notes.ts')
  await noteBoot({ ...report, exitCode })
}

/** Broken configuration outweighs a failed step, which may well be its consequence. */
function exitCodeOf({ brokenConfiguration, stepFailed }: StageResult): number {
  if (brokenConfiguration) return exitCodes.brokenConfiguration
  return stepFailed ? exitCodes.stepFailed : exitCodes.done
}

function openCache({ cache, root, dryRun }: Run): DecodeCache | undefined {
  return cache ? new DecodeCache(cacheStore(root, !dryRun)) : undefined
}

/** Says what kept the report from being written. */
function saveReport(report: StageReport, { root }: Run): { readonly error: unknown } | undefined {
  try {
    const path = ownFile(root, reportName(report.stage))
    writePrivately(path, `${JSON.stringify(report)}\n`)
    removeLeftovers(dirname(path))
    return undefined
  } catch (error) {
    // Without root there is often no /run to write to, and nobody expects a report there.
    return process.geteuid?.() !== 0 && root === '/' ? undefined : { error }
  }
}

async function tellLoss(error: unknown, run: Run): Promise<void> {
  const { systemError } = await import('../system/system-error.ts')
  const { message } = systemError(`/run/cos-config/${reportName(run.name)}`, 'written', error)
  run.print(`error: the report is lost: ${message}\n`)
}
