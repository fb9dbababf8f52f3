import { YamlError } from '../yaml-error.ts'
import { type Cursor, isBlank, isBreak, isSpaceOrEnd } from './cursor.ts'

/**
 * Reads an unquoted scalar and gives its value, lines folded. In block style it goes on over lines that stand at
 * `indent` or deeper; in flow style over any line.
 */
export function scanPlain(at: Cursor, indent: number, inFlow: boolean): string {
  const { text } = at
  let value = ''
  let pieceStart = at.pos
  let wordEnd = at.pos
  let firstBreak = ''
  let moreBreaks = ''
  for (;;) {
    if (at.pos === at.lineStart && at.atDocumentMarker()) break
    const wordStart = at.pos
    let code = text.charCodeAt(wordStart)
    if (code === 35) break
    let i = wordStart
    for (; code > 32; code = text.charCodeAt(++i)) {
      if (code === 58) {
        if (isSpaceOrEnd(text.charCodeAt(i + 1))) break
      } else if (inFlow ? endsInFlow(code) : code >= 0x85 && isBreak(code)) break
    }
    if (i > wordStart) {
      if (firstBreak !== '') {
        value += text.slice(pieceStart, wordEnd) + fold(firstBreak, moreBreaks)
        pieceStart = wordStart
        firstBreak = moreBreaks = ''
      }
      wordEnd = at.pos = i
    }
    if (!isBlank(code) && !isBreak(code)) break
    for (; ; code = text.charCodeAt(at.pos)) {
      if (isBlank(code)) {
        if (code === 9 && firstBreak !== '' && at.pos - at.lineStart < indent) throw tabInIndentation(at.pos)
        at.pos++
      } else if (isBreak(code)) {
        if (firstBreak === '') firstBreak = at.passBreak()
        else moreBreaks += at.passBreak()
      } else break
    }
    if (!inFlow && at.pos - at.lineStart < indent) break
  }
  at.crossedBreak = firstBreak !== ''
  const lastPiece = text.slice(pieceStart, wordEnd)
  return value === '' ? lastPiece : value + lastPiece
}

/** `,` `?` `[` `]` `{` `}` and the line breaks beyond ASCII. */
function endsInFlow(code: number): boolean {
  switch (code) {
    case 44:
    case 63:
    case 91:
    case 93:
    case 123:
    case 125:
      return true
    default:
      return code >= 0x85 && isBreak(code)
  }
}

/** One line break becomes a blank, more of them lose the first; LS and PS stay as they are. */
export function fold(first: string, more: string): string {
  if (first !== '\n') return first + more
  return more === '' ? ' ' : more
}

function tabInIndentation(offset: number): YamlError {
  return new YamlError('yaml-tab', offset, 'A tab stands where the indentation belongs', 'Indent with spaces')
}
