import type { StageReport } from '../core/report/stage-report.ts'
import { isShown, type LogLevel, TextPrinter } from '../core/report/text.ts'
import { cachePath, DecodeCache } from '../engine/decode-cache.ts'
import { cacheStoreAt, writePrivately } from '../engine/run-files.ts'
import { type RunSource, runStages, type StageResult } from '../engine/run-stages.ts'
import type { Surroundings } from '../engine/surroundings.ts'
import { resolveInRoot } from '../system/root-path.ts'
import { exitCodes, type Terminal } from './command.ts'

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

/** Runs stages, prints what happens, writes the report. Gives the exit code. */
export async function runAndReport(run: Run, terminal: Terminal): Promise<number> {
  const printer = new TextPrinter({ colours: run.colours, dryRun: run.dryRun })
  const say = (text: string) => text !== '' && run.print(text)
  const result = await runStages({
    name: run.name,
    stages: run.stages,
    sources: run.sources,
    surroundings: run.surroundings,
    dryRun: run.dryRun,
    strict: run.strict,
    cache: openCache(run),
    onStep: (report) => say(printer.step(report, run.logLevel)),
    onDiagnostic: (diagnostic) => {
      if (isShown(diagnostic.severity === 'error' ? 'error' : 'warning', run.logLevel))
        say(printer.diagnostic(diagnostic))
    },
  })
  const exitCode = exitCodeOf(result)
  const report: StageReport = { ...result.report, exitCode }
  if (isShown('info', run.logLevel)) say(printer.summary(report))
  if (run.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`)
  return run.dryRun || saveReport(report, run) ? exitCode : Math.max(exitCode, exitCodes.cannotCreate)
}

/** Broken configuration outweighs a failed step, which may well be its consequence. */
function exitCodeOf({ brokenConfiguration, stepFailed }: StageResult): number {
  if (brokenConfiguration) return exitCodes.brokenConfiguration
  return stepFailed ? exitCodes.stepFailed : exitCodes.done
}

function openCache({ cache, root, dryRun }: Run): DecodeCache | undefined {
  return cache ? new DecodeCache(cacheStoreAt(resolveInRoot(root, cachePath), !dryRun)) : undefined
}

function saveReport(report: StageReport, run: Run): boolean {
  const name = report.stage.replace(/[^\w.-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`) || 'default'
  const path = `/run/cos-config/${name.startsWith('.') ? `%2e${name.slice(1)}` : name}.json`
  try {
    writePrivately(resolveInRoot(run.root, path), `${JSON.stringify(report)}\n`)
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // Without root there is often no /run to write to, and nobody expects a report there.
    if (process.geteuid?.() !== 0 && run.root === '/') return true
    run.print(`warning: the report could not be written to ${path}: ${reason}\n`)
    return false
  }
}
