import type { Severity } from '../../core/report/diagnostic.ts'
import type { CheckResult, LocatedDiagnostic, Summary } from '../diagnostic.ts'
import type { Excerpt } from '../places/excerpt.ts'
import type { FormatOptions } from './format.ts'

/** For people: what, where, the lines around it with a marker, and the remedy. */
export function asText(
  { diagnostics, summary }: Pick<CheckResult, 'diagnostics' | 'summary'>,
  { colours, quiet }: FormatOptions,
): string {
  const paint = colours ? painted : plain
  const shown = quiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
  const blocks = shown.map((diagnostic) => block(diagnostic, paint))
  return blocks.join('\n') + (quiet ? '' : `${blocks.length > 0 ? '\n' : ''}${summaryLine(summary, paint)}\n`)
}

type Style = Severity | 'bold' | 'frame'
type Paint = (style: Style, text: string) => string

const codes: Readonly<Record<Style, string>> = {
  error: '1;31',
  warning: '1;33',
  hint: '1;36',
  bold: '1',
  frame: '34',
}
const painted: Paint = (style, text) => `\x1b[${codes[style]}m${text}\x1b[0m`
const plain: Paint = (_style, text) => text

function block(diagnostic: LocatedDiagnostic, paint: Paint): string {
  const { rule, severity, message, help, excerpt } = diagnostic
  const margin = ' '.repeat(String(excerpt?.lines.at(-1)?.number ?? 1).length)
  const lines = [`${paint(severity, `${severity}[${rule}]`)}: ${paint('bold', oneLine(message))}`]
  lines.push(`${margin}${paint('frame', '-->')} ${oneLine(placeText(diagnostic))}`)
  if (excerpt !== undefined) lines.push(...excerptLines(excerpt, margin.length, severity, paint))
  if (help !== undefined) lines.push(`${margin} ${paint('frame', '=')} help: ${oneLine(help)}`)
  return `${lines.join('\n')}\n`
}

function placeText({ file, region }: LocatedDiagnostic): string {
  return region === undefined ? file : `${file}:${region.line}:${region.column}`
}

function excerptLines(excerpt: Excerpt, width: number, severity: Severity, paint: Paint): readonly string[] {
  const bar = paint('frame', '|')
  return excerpt.lines.flatMap(({ number, text }) => {
    const line = `${paint('frame', String(number).padStart(width))} ${bar} ${text}`.trimEnd()
    if (number !== excerpt.marked) return [line]
    const marker = paint(severity, '^'.repeat(excerpt.width))
    return [line, `${' '.repeat(width)} ${bar} ${' '.repeat(excerpt.indent)}${marker}`]
  })
}

function summaryLine({ files, errors, warnings, hints, ignored }: Summary, paint: Paint): string {
  const counts = [
    ...(errors > 0 ? [paint('error', counted(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint('warning', counted(warnings, 'warning'))] : []),
    ...(hints > 0 ? [paint('hint', counted(hints, 'hint'))] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ]
  return `${counted(files, 'file')} checked: ${counts.length > 0 ? counts.join(', ') : 'nothing to complain about'}`
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

/** Names of files and words of users must not tear lines apart, nor move the cursor of a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, (sign) =>
    sign === '\n' ? '\\n' : `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
