import { type Cursor, isBlank, isBreak } from './cursor.ts'

/**
 * Goes on to the next token, over blanks, comments and line ends, and tells whether a line end was passed.
 * In block style tabs count as blank only where no key may start.
 */
export function passSpace(at: Cursor, inFlow: boolean, keyAllowed: boolean): boolean {
  const { text } = at
  let tabs = inFlow || !keyAllowed
  let crossed = false
  for (;;) {
    if (passBlanksAndLines(at)) {
      crossed = true
      tabs = inFlow
    }
    let code = text.charCodeAt(at.pos)
    if (code > 35) {
      if (code < 0x85 || !isBreak(code)) return crossed
    } else if (tabs && code === 9) {
      while (isBlank(code)) code = text.charCodeAt(++at.pos)
    } else if (code === 35) passComments(at)
    code = text.charCodeAt(at.pos)
    if (code === 10) continue
    if (!isBreak(code)) return crossed
    at.passBreak()
    crossed = true
    tabs = inFlow
  }
}

/** Not a loop: before it is compiled, JavaScript is slow at looking at one character after the other. */
const blanksAndLines = /[ \n]*/y

/** Whether a line end was among them. */
function passBlanksAndLines(at: Cursor): boolean {
  const start = at.pos
  blanksAndLines.lastIndex = start
  blanksAndLines.test(at.text)
  at.pos = blanksAndLines.lastIndex
  if (at.pos === start) return false
  // The piece alone is searched: on a very long line, looking back from every blank would take for ever.
  const lastLineEnd = at.text.slice(start, at.pos).lastIndexOf('\n')
  if (lastLineEnd < 0) return false
  at.lineStart = start + lastLineEnd + 1
  return true
}

/** A comment may follow a token directly, without a blank; it ends with its line. */
export function passLineComment(at: Cursor): void {
  const { text } = at
  let i = at.pos
  let code = text.charCodeAt(i)
  if (code === 10) return
  while (isBlank(code)) code = text.charCodeAt(++i)
  if (code === 35) at.pos = at.lineEnd(i)
}

/** How far Go looks for the next comment of a group. */
const reach = 512

/** Comment lines in a row: between them tabs are fine, as Go collects the whole group at once. */
function passComments(at: Cursor): void {
  const { text } = at
  for (;;) {
    at.pos = at.lineEnd(at.pos)
    let i = at.pos
    let lineStart = at.lineStart
    for (let code = text.charCodeAt(i); i - at.pos < reach; code = text.charCodeAt(++i)) {
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) lineStart = i + 1
      else if (code !== 13 && !isBlank(code)) break
    }
    if (text.charCodeAt(i) !== 35 || i - at.pos >= reach) return
    at.pos = i
    at.lineStart = lineStart
  }
}
