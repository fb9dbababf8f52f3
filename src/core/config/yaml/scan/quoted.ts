import { YamlError } from '../yaml-error.ts'
import { type Cursor, hexValue, isBlank, isBreak, isSpaceOrEnd } from './cursor.ts'
import { fold } from './plain.ts'

/** Quoted text on one line, without anything to unescape or fold. */
const simpleDouble = /"[^"\\\0\n\r\x85\u2028\u2029]*"/y
const simpleSingle = /'[^'\0\n\r\x85\u2028\u2029]*'(?!')/y

/** Reads a scalar in single or double quotes, the cursor being on the opening one, and gives its value. */
export function scanQuoted(at: Cursor): string {
  const { text } = at
  const opening = at.pos
  const quote = text.charCodeAt(opening)
  at.crossedBreak = false
  const simple = quote === 34 ? simpleDouble : simpleSingle
  simple.lastIndex = opening
  if (simple.test(text)) {
    at.pos = simple.lastIndex
    return text.slice(opening + 1, at.pos - 1)
  }
  at.pos++
  let value = ''
  for (;;) {
    if (at.pos === at.lineStart && at.atDocumentMarker()) throw unclosed(at, opening)
    const wordStart = at.pos
    let escapedBreak = false
    let pieceStart = wordStart
    let code = text.charCodeAt(at.pos)
    for (; !isSpaceOrEnd(code); code = text.charCodeAt(at.pos)) {
      if (code === quote) {
        if (quote === 34 || text.charCodeAt(at.pos + 1) !== 39) break
        value += text.slice(pieceStart, at.pos + 1)
        at.pos += 2
        pieceStart = at.pos
      } else if (code === 92 && quote === 34) {
        value += text.slice(pieceStart, at.pos++)
        if (isBreak(text.charCodeAt(at.pos))) {
          at.passBreak()
          escapedBreak = true
          pieceStart = at.pos
          break
        }
        value += readEscape(at)
        pieceStart = at.pos
      } else at.pos++
    }
    if (!escapedBreak && code === quote) {
      value += text.slice(pieceStart, at.pos++)
      return value
    }
    if (code === 0) throw unclosed(at, opening)
    value += text.slice(pieceStart, at.pos)
    value += readSpace(at, escapedBreak)
  }
}

/** Blanks between words are kept, around line breaks they are dropped and the breaks folded. */
function readSpace(at: Cursor, afterEscapedBreak: boolean): string {
  const { text } = at
  const start = at.pos
  let broken = afterEscapedBreak
  let firstBreak = ''
  let moreBreaks = ''
  for (let code = text.charCodeAt(start); ; code = text.charCodeAt(at.pos)) {
    if (isBlank(code)) at.pos++
    else if (!isBreak(code)) break
    else if (broken) moreBreaks += at.passBreak()
    else {
      firstBreak = at.passBreak()
      broken = true
    }
  }
  if (!broken) return text.slice(start, at.pos)
  return firstBreak === '' ? moreBreaks : fold(firstBreak, moreBreaks)
}

const literally =
  'Double the backslash, or put the text in single quotes, where a backslash is just a backslash'

/** The character after a backslash, the cursor being on it. */
function readEscape(at: Cursor): string {
  const code = at.text.charCodeAt(at.pos++)
  switch (code) {
    case 48: // 0
      return '\0'
    case 97: // a
      return '\x07'
    case 98: // b
      return '\b'
    case 116: // t
    case 9:
      return '\t'
    case 110: // n
      return '\n'
    case 118: // v
      return '\v'
    case 102: // f
      return '\f'
    case 114: // r
      return '\r'
    case 101: // e
      return '\x1b'
    case 32:
    case 34:
    case 39:
    case 92:
      return String.fromCharCode(code)
    case 78: // N
      return '\x85'
    case 95: // _
      return '\xa0'
    case 76: // L
      return '\u2028'
    case 80: // P
      return '\u2029'
    case 120: // x
      return readHex(at, 2)
    case 117: // u
      return readHex(at, 4)
    case 85: // U
      return readHex(at, 8)
  }
  const spelling = `\\${isSpaceOrEnd(code) ? '' : String.fromCodePoint(at.text.codePointAt(at.pos - 1) ?? code)}`
  const help = code === 47 ? 'Write / without the backslash' : literally
  throw new YamlError('yaml-escape', at.pos - 2, `\`${spelling}\` is no escape that YAML knows`, help)
}

function readHex(at: Cursor, length: number): string {
  const start = at.pos - 2
  let value = 0
  for (let k = 0; k < length; k++) {
    const digit = hexValue(at.text.charCodeAt(at.pos + k))
    if (digit < 0) {
      const spelling = at.text.slice(start, start + 2)
      const message = `\`${spelling}\` needs ${length} hexadecimal digits after it`
      throw new YamlError('yaml-escape', start, message, literally)
    }
    value = value * 16 + digit
  }
  at.pos += length
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
    const spelling = at.text.slice(start, at.pos)
    const help = 'Write the character itself, or \\U and its 8 digits'
    throw new YamlError('yaml-escape', start, `\`${spelling}\` is no Unicode character`, help)
  }
  return String.fromCodePoint(value)
}

function unclosed(at: Cursor, opening: number): YamlError {
  const quote = at.text[opening]
  const help = `Close it with ${quote}, or quote the text with the other kind of quote`
  return new YamlError('yaml-quote', opening, `this ${quote} opens a quote that is never closed`, help)
}
