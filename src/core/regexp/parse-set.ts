import { anyOf, not, ofCharacter, ofRanges } from './char-set.ts'
import { perlSet, posixSet, unicodeSet } from './named-set.ts'
import { type CodePointTest, RegexpError } from './syntax.ts'

/** A pattern and how far it was read. The functions here move `at` behind what they take. */
export interface Cursor {
  readonly text: string
  at: number
}

/** `[...]`, which stands at the cursor. */
export function parseClass(cursor: Cursor, fold: boolean): CodePointTest {
  const { text } = cursor
  const start = cursor.at
  cursor.at++
  const negated = text.charAt(cursor.at) === '^'
  if (negated) cursor.at++
  const members: CodePointTest[] = []
  for (let first = true; first || text.charAt(cursor.at) !== ']'; first = false) {
    members.push(
      parsePosixSet(cursor, fold) ?? parseNamedSet(cursor, fold) ?? parseRange(cursor, start, fold),
    )
  }
  cursor.at++
  const has = anyOf(members)
  return negated ? not(has) : has
}

/** A character of a class, or two with a hyphen between. */
function parseRange(cursor: Cursor, classStart: number, fold: boolean): CodePointTest {
  const { text, at: from } = cursor
  const low = parseClassCharacter(cursor, classStart)
  const next = text.charAt(cursor.at + 1)
  if (text.charAt(cursor.at) !== '-' || next === '' || next === ']') return ofCharacter(low, fold)
  cursor.at++
  const high = parseClassCharacter(cursor, classStart)
  if (high < low) throw new RegexpError('invalid character class range', text.slice(from, cursor.at))
  return ofRanges([[low, high]], fold)
}

function parseClassCharacter(cursor: Cursor, classStart: number): number {
  const { text, at } = cursor
  if (at >= text.length) throw new RegexpError('missing closing ]', text.slice(classStart))
  return text.charAt(at) === '\\' ? parseEscape(cursor) : takeCodePoint(cursor)
}

/** `[:alpha:]`, where one stands. */
function parsePosixSet(cursor: Cursor, fold: boolean): CodePointTest | undefined {
  const { text, at } = cursor
  const end = text.startsWith('[:', at) ? text.indexOf(':]', at + 2) : -1
  if (end < 0) return undefined
  const name = text.slice(at + 2, end)
  const has = posixSet(name, fold)
  if (has === undefined) throw new RegexpError('invalid character class range', `[:${name}:]`)
  cursor.at = end + 2
  return has
}

/** `\d` and `\p{Greek}`, where one stands. */
export function parseNamedSet(cursor: Cursor, fold: boolean): CodePointTest | undefined {
  const { text, at } = cursor
  if (text.charAt(at) !== '\\') return undefined
  const letter = text.charAt(at + 1)
  if (letter !== 'p' && letter !== 'P') {
    const has = perlSet(letter, fold)
    if (has !== undefined) cursor.at += 2
    return has
  }
  const found = /^\\[pP](?:\{(\^?)([^}]*)\}|([^{]))/su.exec(text.slice(at))
  const [all = text.slice(at), caret = '', long, short = ''] = found ?? []
  const has = found === null ? undefined : unicodeSet(long ?? short, fold)
  if (has === undefined) throw new RegexpError('invalid character class range', all)
  cursor.at += all.length
  return (letter === 'P') !== (caret === '^') ? not(has) : has
}

/** A backslash with what stands for one character. */
export function parseEscape(cursor: Cursor): number {
  const rest = cursor.text.slice(cursor.at + 1)
  if (rest === '') throw new RegexpError('trailing backslash at end of expression', '')
  const code = escapedCode(rest)
  if (code === undefined) {
    const shown = /^(?:x[0-9a-fA-F{}]{0,8}|.)/su.exec(rest)?.[0] ?? ''
    throw new RegexpError('invalid escape sequence', `\\${shown}`)
  }
  cursor.at += 1 + code.length
  return code.value
}

/** The character at the cursor. */
export function takeCodePoint(cursor: Cursor): number {
  const code = cursor.text.codePointAt(cursor.at) as number
  cursor.at += code > 0xffff ? 2 : 1
  return code
}

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }

/** The character that the text after a backslash stands for, and how much of the text it takes. */
function escapedCode(rest: string): { readonly value: number; readonly length: number } | undefined {
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest)?.[0]
  if (octal !== undefined) return { value: Number.parseInt(octal, 8), length: octal.length }
  const hex = /^x(?:\{0*([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(rest)
  if (hex !== null) {
    const value = Number.parseInt(hex[1] ?? hex[2] ?? '', 16)
    return value > 0x10ffff ? undefined : { value, length: hex[0].length }
  }
  const first = rest.charAt(0)
  const control = controls[first]
  if (control !== undefined) return { value: control, length: 1 }
  return /^[\0-\x7f]/.test(first) && !/^[0-9A-Za-z]/.test(first)
    ? { value: first.charCodeAt(0), length: 1 }
    : undefined
}
