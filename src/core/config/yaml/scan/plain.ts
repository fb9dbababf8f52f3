import { YamlError } from '../yaml-error.ts'
import { type Cursor, isBlank, isBreak } from './cursor.ts'

// Searched for, not looped to: before it is compiled, JavaScript is slow at looking at one character after the other.
/** Where a plain scalar ends on a line at the latest: a colon before a blank, a blank before `#`, the line's end. */
const ending = /[\0\n\r\x85\u2028\u2029]|:(?=[\0\t\n\r \x85\u2028\u2029])|[\t ](?=#)/g
/** The same in flow style, where brackets, commas and question marks end it, too. */
const endingInFlow = /[\0\n\r\x85\u2028\u2029,?[\]{}]|:(?=[\0\t\n\r \x85\u2028\u2029])|[\t ](?=#)/g

/**
 * Reads an unquoted scalar and gives its value, lines folded. In block style it goes on over lines that stand at
 * `indent` or deeper; in flow style over any line.
 */
export function scanPlain(at: Cursor, indent: number, inFlow: boolean): string {
  const { text } = at
  const pattern = inFlow ? endingInFlow : ending
  let value = ''
  let start = at.pos
  let end = at.pos
  let firstBreak = ''
  let moreBreaks = ''
  for (;;) {
    if (at.pos === at.lineStart && at.atDocumentMarker()) break
    if (text.charCodeAt(at.pos) === 35) break
    pattern.lastIndex = at.pos
    pattern.test(text)
    const stop = pattern.lastIndex - 1
    if (stop === at.pos) break
    if (firstBreak !== '') {
      value += text.slice(start, end) + fold(firstBreak, moreBreaks)
      start = at.pos
      firstBreak = moreBreaks = ''
    }
    end = stop
    while (isBlank(text.charCodeAt(end - 1))) end--
    at.pos = stop
    for (let code = text.charCodeAt(stop); ; code = text.charCodeAt(at.pos)) {
      if (isBlank(code)) {
        if (code === 9 && firstBreak !== '' && at.pos - at.lineStart < indent) throw tabInIndentation(at.pos)
        at.pos++
      } else if (!isBreak(code)) break
      else if (firstBreak === '') firstBreak = at.passBreak()
      else moreBreaks += at.passBreak()
    }
    if (firstBreak === '' || (!inFlow && at.pos - at.lineStart < indent)) break
  }
  at.crossedBreak = firstBreak !== ''
  const last = text.slice(start, end)
  return value === '' ? last : value + last
}

/** One line break becomes a blank, more of them lose the first; LS and PS stay as they are. */
export function fold(first: string, more: string): string {
  if (first !== '\n') return first + more
  return more === '' ? ' ' : more
}

function tabInIndentation(offset: number): YamlError {
  return new YamlError('yaml-tab', offset, 'A tab stands where the indentation belongs', 'Indent with spaces')
}
