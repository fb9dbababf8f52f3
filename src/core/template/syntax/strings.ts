import { fromBytes, toBytes } from '../../go-string.ts'
import { isLoneByte } from '../unicode.ts'

const simpleEscapes: Readonly<Record<string, number>> = {
  ...{ a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 },
}

/** One character of a Go literal: its value, whether it is a single byte by `\x` or octal, and what follows it. */
interface Unescaped {
  readonly value: number
  readonly byte: boolean
  readonly next: number
}

/**
 * The text that a quoted or raw Go string literal (with its quotes) stands for; undefined when an escape is wrong
 * (`strconv.Unquote`).
 */
export function unquote(literal: string): string | undefined {
  const inner = literal.slice(1, -1)
  if (literal.startsWith('`')) return inner.replaceAll('\r', '')
  if (!inner.includes('\\') && inner.isWellFormed()) return inner
  let text = ''
  for (let i = 0; i < inner.length; ) {
    const character = readCharacter(inner, i, '"')
    if (character === undefined) return undefined
    const { value } = character
    text += character.byte && value > 0x7f ? String.fromCharCode(0xdc00 + value) : String.fromCodePoint(value)
    i = character.next
  }
  return joinBytes(text)
}

/** The code point of a character literal with its quotes: `'a'`, `'\n'`; undefined when it is malformed. */
export function unquoteCharacter(literal: string): number | undefined {
  const character = readCharacter(literal, 1, "'")
  return character !== undefined && literal.slice(character.next) === "'" ? character.value : undefined
}

/** Text made of parts, once bytes that now form whole characters are read as such. */
export function joinBytes(text: string): string {
  return text.isWellFormed() ? text : fromBytes(toBytes(text))
}

function readCharacter(text: string, at: number, quote: string): Unescaped | undefined {
  const codePoint = text.codePointAt(at)
  if (codePoint === undefined || text[at] === quote) return undefined
  if (isLoneByte(codePoint)) return { value: 0xfffd, byte: false, next: at + 1 }
  if (text[at] !== '\\') return { value: codePoint, byte: false, next: at + (codePoint > 0xffff ? 2 : 1) }
  const letter = text[at + 1] ?? ''
  const simple = letter === quote ? quote.charCodeAt(0) : simpleEscapes[letter]
  if (simple !== undefined) return { value: simple, byte: false, next: at + 2 }
  switch (letter) {
    case 'x':
      return digits(text, at + 2, 2, 16)
    case 'u':
      return wholeCharacter(digits(text, at + 2, 4, 16))
    case 'U':
      return wholeCharacter(digits(text, at + 2, 8, 16))
  }
  const octal = digits(text, at + 1, 3, 8)
  return octal !== undefined && octal.value <= 0xff ? octal : undefined
}

function digits(text: string, at: number, count: number, base: 8 | 16): Unescaped | undefined {
  const written = text.slice(at, at + count)
  if (written.length < count || !(base === 8 ? /^[0-7]+$/ : /^[\da-fA-F]+$/).test(written)) return undefined
  return { value: Number.parseInt(written, base), byte: true, next: at + count }
}

function wholeCharacter(character: Unescaped | undefined): Unescaped | undefined {
  if (character === undefined || character.value > 0x10ffff) return undefined
  if (character.value >= 0xd800 && character.value <= 0xdfff) return undefined
  return { ...character, byte: false }
}
