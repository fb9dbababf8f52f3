import { YamlError } from '../yaml-error.ts'
import { type Cursor, isBlank, isBreak, isBreakOrEnd, isDigit } from './cursor.ts'

/**
 * Reads a `|` or `>` scalar, the cursor being on the indicator, and gives its value. `parentIndent` is the column
 * of the collection around it, -1 at the top. Without a line end at the end of the text the value has none either.
 */
export function scanBlock(at: Cursor, parentIndent: number): string {
  const { text } = at
  const start = at.pos
  const literal = text.charCodeAt(at.pos++) === 124
  const header = readHeader(at, start)
  const lines: BlockLines = {
    indent: header.increment === 0 ? 0 : Math.max(parentIndent, 0) + header.increment,
    least: Math.max(parentIndent + 1, 1),
  }
  at.crossedBreak = true
  let value = ''
  let lastBreak = ''
  let emptyLines = passEmptyLines(at, lines)
  let wasDeeper = false
  while (at.pos - at.lineStart === lines.indent && at.pos < at.end) {
    const deeper = isBlank(text.charCodeAt(at.pos))
    if (!literal && !wasDeeper && !deeper && lastBreak === '\n') {
      if (emptyLines === '') value += ' '
    } else value += lastBreak
    value += emptyLines
    wasDeeper = deeper
    const lineFrom = at.pos
    at.pos = at.lineEnd(lineFrom)
    value += text.slice(lineFrom, at.pos)
    lastBreak = at.pos < at.end ? at.passBreak() : ''
    emptyLines = passEmptyLines(at, lines)
  }
  if (header.chomping !== '-') value += lastBreak
  if (header.chomping === '+') value += emptyLines
  return value
}

interface BlockLines {
  /** Column of the content; 0 until the first line that has some decides. */
  indent: number
  least: number
}

interface BlockHeader {
  readonly chomping: '' | '+' | '-'
  readonly increment: number
}

/** The signs behind the indicator, in any order, then at most a comment. */
function readHeader(at: Cursor, start: number): BlockHeader {
  const { text } = at
  let chomping: BlockHeader['chomping'] = ''
  let increment = 0
  for (let k = 0; k < 2; k++) {
    const code = text.charCodeAt(at.pos)
    if (chomping === '' && (code === 43 || code === 45)) chomping = code === 43 ? '+' : '-'
    else if (increment === 0 && isDigit(code)) {
      if (code === 48) {
        throw new YamlError('yaml-syntax', at.pos, '`0` is no indentation of a block of text; use 1 to 9')
      }
      increment = code - 48
    } else break
    at.pos++
  }
  while (isBlank(text.charCodeAt(at.pos))) at.pos++
  if (text.charCodeAt(at.pos) === 35) at.pos = at.lineEnd(at.pos)
  if (!isBreakOrEnd(text.charCodeAt(at.pos))) {
    const sign = text[start]
    const help = `Begin the text on the next line, or quote the value if it should start with ${sign}`
    throw new YamlError('yaml-syntax', at.pos, `\`${sign}\` must be the last thing on its line`, help)
  }
  if (at.pos < at.end) at.passBreak()
  return { chomping, increment }
}

/** Passes empty lines and the indentation of the next one; gives the breaks. */
function passEmptyLines(at: Cursor, lines: BlockLines): string {
  const { text } = at
  let breaks = ''
  let deepest = 0
  for (;;) {
    let column = at.pos - at.lineStart
    while ((lines.indent === 0 || column < lines.indent) && text.charCodeAt(at.pos) === 32) {
      at.pos++
      column++
    }
    if (column > deepest) deepest = column
    const code = text.charCodeAt(at.pos)
    if (code === 9 && (lines.indent === 0 || column < lines.indent)) {
      const help = 'Indent the lines of the block with spaces; tabs may follow after the indentation'
      throw new YamlError('yaml-tab', at.pos, 'A tab stands in the indentation of a block of text', help)
    }
    if (!isBreak(code)) break
    breaks += at.passBreak()
  }
  if (lines.indent === 0) lines.indent = Math.max(deepest, lines.least)
  return breaks
}
