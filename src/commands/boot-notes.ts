import { closeSync, constants, openSync, writeSync } from 'node:fs'
import { firstLine, oneLine } from '../core/report/console-text.ts'
import { failuresOf, failuresOfStep, failureText } from '../core/report/failures.ts'
import type { StageReport, StepReport } from '../core/report/stage-report.ts'
import { isJournaled, type JournalEntry, sendToJournal } from '../system/journal/journal.ts'

/**
 * Of a run that systemd started: sends an entry a step to the journal, with fields to search by, and writes what
 * failed to the console, where somebody looks who has no shell. Does nothing for runs that people start.
 */
export async function noteBoot(report: StageReport): Promise<void> {
  if (!isJournaled(process.env)) return
  if (report.exitCode !== 0) tellConsole(consoleText(report))
  await sendToJournal(journalEntries(report))
}

/** An entry for each step that changed something or failed; what was skipped or is so already is in the report. */
export function journalEntries(report: StageReport): JournalEntry[] {
  const steps = report.steps
    .filter(({ outcome }) => outcome === 'changed' || outcome === 'failed')
    .map((step) => ({
      MESSAGE: stepMessage(step),
      PRIORITY: step.outcome === 'failed' ? '3' : '6',
      SYSLOG_IDENTIFIER: 'cos-config',
      COS_STAGE: oneLine(step.stage),
      COS_STEP: firstLine(step.name),
      COS_FILE: oneLine(step.file),
      COS_LINE: String(step.line),
      COS_OUTCOME: step.outcome,
    }))
  const broken = failuresOf(report)
    .filter(({ step }) => step === undefined)
    .map((failure) => ({
      MESSAGE: `${oneLine(failure.stage)}: ${oneLine(failure.file)} was left out: ${failure.what}`,
      PRIORITY: '3',
      SYSLOG_IDENTIFIER: 'cos-config',
      COS_STAGE: oneLine(failure.stage),
      COS_FILE: oneLine(failure.file),
      ...(failure.line !== undefined && { COS_LINE: String(failure.line) }),
      COS_OUTCOME: 'failed',
    }))
  return [...broken, ...steps]
}

/** At most six lines: how much failed, the first failure, and where the rest is told. */
export function consoleText(report: StageReport): string {
  const failures = failuresOf(report)
  const [first] = failures
  const others = failures.length > 1 ? `${failures.length - 1} more failed: ` : ''
  const text = first === undefined ? `FAILED ${oneLine(report.stage)}\n` : failureText(first)
  const help = `  more  ${others}cos-config status, journalctl COS_OUTCOME=failed\n`
  return `cos-config: ${text}${help}`
}

function stepMessage(step: StepReport): string {
  const title = `${oneLine(step.stage)}: ${firstLine(step.name)}`
  if (step.outcome !== 'failed') return `${title}: changed`
  const { what, file, line, error } = failuresOfStep(step)[0] ?? {
    what: 'failed',
    file: step.file,
    line: step.line,
  }
  return `${title}: FAILED at ${oneLine(file)}:${line}: ${what}${error === undefined ? '' : ` (${error})`}`
}

/** Never waits for a console that takes nothing. */
function tellConsole(text: string): void {
  try {
    const fd = openSync('/dev/console', constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK)
    try {
      writeSync(fd, text.replaceAll('\n', '\r\n'))
    } finally {
      closeSync(fd)
    }
  } catch {
    // A machine without a console has nobody who looks at it.
  }
}
