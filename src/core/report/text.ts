import { brief, firstLine, oneLine, plain } from './console-text.ts'
import { type Diagnostic, formatPlace } from './diagnostic.ts'
import type {
  ChangeReport,
  Outcome,
  PartReport,
  ProblemReport,
  StageReport,
  StepReport,
} from './stage-report.ts'

/** How much is printed, from least to most; the names are those of syslog that yip's LOGLEVEL knows. */
export const logLevels = ['error', 'warning', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

/** Whether something of `level` is printed under the level that was asked for. */
export function isShown(level: LogLevel, asked: LogLevel): boolean {
  return logLevels.indexOf(level) <= logLevels.indexOf(asked)
}

const codes: Record<Outcome | 'warning' | 'dim', string> = {
  changed: '32',
  unchanged: '2',
  skipped: '36',
  failed: '1;31',
  warning: '33',
  dim: '2',
}

/** Where in the file of a step something stands; without it, where the step does. */
interface Spot {
  readonly line?: number
  readonly column?: number
}

/** What the last line tells of. */
type SummedUp = Pick<StageReport, 'stage' | 'summary' | 'sources' | 'durationMs'>

/** Prints reports as text for people; one instance a stream. */
export class TextPrinter {
  readonly #colours: boolean
  readonly #dryRun: boolean

  constructor(options: { readonly colours: boolean; readonly dryRun?: boolean }) {
    this.#colours = options.colours
    this.#dryRun = options.dryRun ?? false
  }

  /** A finding about the configuration: severity, place, what, and what to do. */
  diagnostic({ severity, rule, message, help, place }: Diagnostic): string {
    const head = this.#paint(severity === 'error' ? 'failed' : 'warning', severity)
    // What is wrong with a file as a whole begins with its name, which need not stand there twice.
    const isTold = place.line === undefined && message.startsWith(`${place.source} `)
    const at = isTold ? '' : `${oneLine(formatPlace(place))}: `
    const lines = [`${head}: ${at}${plain(message)} [${rule}]`]
    if (help !== undefined) lines.push(`  help: ${plain(help)}`)
    return `${lines.join('\n')}\n`
  }

  /** A step and what it did. A failure takes at most five lines. */
  step(report: StepReport, level: LogLevel): string {
    const { outcome, reason, assuming, parts } = report
    const shown: LogLevel = outcome === 'failed' ? 'error' : outcome === 'unchanged' ? 'debug' : 'info'
    let text = ''
    if (isShown(shown, level) && outcome !== 'failed') {
      const condition = assuming === undefined ? '' : `, if ${firstLine(assuming)}`
      const why = reason === undefined ? '' : `: ${firstLine(reason)}`
      text += `${this.#word(outcome)} ${this.#title(report)}${condition}${why}\n`
    } else if (outcome === 'failed' && isShown('info', level) && parts.some(hasChanges)) {
      text += `${this.#word('changed')} ${this.#title(report)} (in part)\n`
    }
    if (isShown('info', level)) for (const part of parts) text += this.#changes(part, reason)
    for (const part of parts) text += this.#problems(report, part, level)
    if (outcome === 'failed' && reason !== undefined && !parts.some(hasError))
      text += this.#failure(report, report, reason)
    return text
  }

  /** The last line: how many steps ended how. */
  summary({ stage, summary, sources, durationMs }: SummedUp): string {
    const order: Outcome[] = ['changed', 'unchanged', 'skipped', 'failed']
    const counts = order.map((outcome) => {
      const count = `${summary[outcome]} ${this.#dryRun && outcome === 'changed' ? 'would change' : outcome}`
      return summary[outcome] > 0 && outcome !== 'unchanged' ? this.#paint(outcome, count) : count
    })
    const leftOut = sources.filter(({ outcome }) => outcome === 'failed').length
    if (leftOut > 0)
      counts.push(this.#paint('failed', `${leftOut} ${leftOut > 1 ? 'sources' : 'source'} left out`))
    return `${oneLine(stage)}: ${counts.join(', ')} (${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms)\n`
  }

  #changes(part: PartReport, told: string | undefined): string {
    return part.changes
      .filter((change) => change.outcome !== 'failed')
      .map(({ what, outcome, reason }) => {
        const why = reason === told || reason === undefined ? '' : `: ${firstLine(reason)}`
        return `    ${part.key}: ${brief(what)}${outcome === 'skipped' ? ` (skipped${why})` : ''}\n`
      })
      .join('')
  }

  /** What went wrong in a part, as it stands in the file. */
  #problems(step: StepReport, part: PartReport, level: LogLevel): string {
    const told: { readonly place: Spot; readonly text: string }[] = []
    for (const problem of part.problems) {
      const { severity, message, help } = problem
      if (severity === 'error')
        told.push({ place: problem, text: this.#failure(step, problem, message, { help }) })
      else if (isShown('warning', level))
        told.push({ place: problem, text: this.#warning(step, part, problem) })
    }
    for (const change of part.changes) {
      if (change.outcome !== 'failed') continue
      told.push({ place: change, text: this.#failure(step, change, whatFailed(change), change) })
    }
    told.sort(
      (a, b) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0),
    )
    return told.map(({ text }) => text).join('')
  }

  #warning(step: StepReport, { key }: PartReport, { message, help, line, column }: ProblemReport): string {
    return this.diagnostic({
      severity: 'warning',
      rule: key,
      message,
      ...(help !== undefined && { help }),
      place: { source: step.file, line: line ?? step.line, column: column ?? step.column },
    })
  }

  #failure(
    step: StepReport,
    { line = step.line, column = step.column }: Spot,
    what: string,
    { stderr, help }: { readonly stderr?: string | undefined; readonly help?: string | undefined } = {},
  ): string {
    const lines = [
      `${this.#word('failed')} ${oneLine(step.stage)}: ${firstLine(step.name)}`,
      `  at    ${oneLine(formatPlace({ source: step.file, line, column }))}`,
      `  what  ${firstLine(what)}`,
    ]
    const lastWords = stderr?.trimEnd().split('\n').at(-1)
    if (lastWords) lines.push(`  error ${firstLine(lastWords)}`)
    if (help !== undefined) lines.push(`  help  ${firstLine(help)}`)
    return `${lines.join('\n')}\n`
  }

  #title({ file, line, column, name }: StepReport): string {
    const own = name.startsWith(`${file}.`) ? name.slice(file.length + 1) : name
    const called = /^\d+$/.test(own) ? `step ${own}` : own
    return `${this.#paint('dim', oneLine(formatPlace({ source: file, line, column })))} ${firstLine(called)}`
  }

  #word(outcome: Outcome): string {
    const word =
      outcome === 'failed' ? 'FAILED' : this.#dryRun && outcome === 'changed' ? 'would change' : outcome
    return this.#paint(outcome, word.padEnd(this.#dryRun ? 12 : 9))
  }

  #paint(style: keyof typeof codes, text: string): string {
    return this.#colours ? `\x1b[${codes[style]}m${text}\x1b[0m` : text
  }
}

/** What was to be done and why it was not; a reason that begins with the path says both. */
function whatFailed({ what, reason = '' }: ChangeReport): string {
  const subject = what.slice(what.lastIndexOf(' ') + 1)
  return reason.startsWith(`${subject} `) ? reason : `${brief(what)}: ${reason}`
}

function hasChanges(part: PartReport): boolean {
  return part.changes.some((change) => change.outcome === 'changed')
}

function hasError({ outcome }: PartReport): boolean {
  return outcome === 'failed'
}
