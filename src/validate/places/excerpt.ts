import type { Span } from '../rule.ts'
import { wordWidth } from './display-width.ts'

/** The lines around a finding as a terminal shows them: tabs expanded, secrets masked, long lines cut. */
export interface Excerpt {
  readonly lines: readonly { readonly number: number; readonly text: string }[]
  /** The line that the marker belongs to. */
  readonly marked: number
  /** Columns of a terminal before the marker, and under it. */
  readonly indent: number
  readonly width: number
}

/** The line on which a stretch begins, with one more before and behind it. `secrets` are in order. */
export function excerptOf(text: string, span: Span, secrets: readonly Span[]): Excerpt {
  const start = lineStart(text, span.start)
  const number = countLines(text, start)
  const lines: { number: number; text: string }[] = []
  if (start > 0) addLine(lines, number - 1, lineStart(text, start - 1))
  const marked = shownLine(text, start, secrets)
  const indent = columnAt(marked, span.start)
  const end = Math.min(span.end, marked.end)
  const width = Math.max(columnAt(marked, end) - indent, 1)
  const cut = around(marked.text, indent, width)
  lines.push({ number, text: cut.text })
  const next = nextLine(text, marked.end)
  if (next < text.length) addLine(lines, number + 1, next)
  return {
    lines,
    marked: number,
    indent: indent - cut.left,
    width: Math.min(width, longest - indent + cut.left),
  }

  function addLine(to: { number: number; text: string }[], lineNumber: number, from: number) {
    const shown = around(shownLine(text, from, secrets).text, 0, 0).text.trimEnd()
    if (shown !== '') to.push({ number: lineNumber, text: shown })
  }
}

/** In columns; longer lines are cut so that the marker stays in sight. */
const longest = 120

function around(
  line: string,
  indent: number,
  width: number,
): { readonly text: string; readonly left: number } {
  if (wordWidth(line) <= longest) return { text: line, left: 0 }
  const signs = [...line]
  const from = indent + Math.min(width, 40) <= longest - 1 ? 0 : indent - 40
  let column = 0
  let text = ''
  let left = 0
  for (const sign of signs) {
    const next = column + wordWidth(sign)
    if (column < from) left = next
    else if (next - left < longest) text += sign
    column = next
  }
  if (left > 0) return { text: `…${text}…`, left: left - 1 }
  return { text: `${text}…`, left: 0 }
}

interface ShownLine {
  readonly text: string
  /** Its end in the file. */
  readonly end: number
  /** Place in the file to column of a terminal, in order. */
  readonly columns: readonly (readonly [place: number, column: number])[]
}

const mask = '********'
const tabStop = 4

function shownLine(text: string, start: number, secrets: readonly Span[]): ShownLine {
  const end = lineEnd(text, start)
  const hidden = secrets.filter((secret) => secret.start < end && secret.end > start)
  const columns: [number, number][] = []
  let shown = ''
  let column = 0
  for (let i = start; i < end; ) {
    columns.push([i, column])
    const secret = hidden.find((each) => each.start <= i && i < each.end)
    const sign = secret === undefined ? String.fromCodePoint(text.codePointAt(i) as number) : mask
    const piece = sign === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : visible(sign)
    shown += piece
    column += wordWidth(piece)
    i = secret === undefined ? i + sign.length : Math.min(secret.end, end)
  }
  columns.push([end, column])
  return { text: shown, end, columns }
}

/** What could move the cursor of a terminal, or hide what follows, is shown as its number. */
function visible(sign: string): string {
  return /[\0-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff]/u.test(sign)
    ? `<U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}>`
    : sign
}

function columnAt({ columns }: ShownLine, place: number): number {
  let found = 0
  for (const [from, column] of columns) {
    if (from > place) break
    found = column
  }
  return found
}

function lineStart(text: string, place: number): number {
  let i = Math.min(place, text.length)
  while (i > 0 && !endsLine(text, i - 1)) i--
  return i
}

function lineEnd(text: string, from: number): number {
  let i = from
  while (i < text.length && text[i] !== '\n' && text[i] !== '\r') i++
  return i
}

function nextLine(text: string, end: number): number {
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
}

function endsLine(text: string, i: number): boolean {
  return text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')
}

function countLines(text: string, start: number): number {
  let count = 1
  for (let i = 0; i < start; i++) if (endsLine(text, i)) count++
  return count
}
