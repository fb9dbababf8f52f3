/**
 * Letters as Go 1.26 knows them: Unicode 15.0, one code point mapped to one. JavaScript engines know newer versions
 * and map `ß` to two letters, so what they say is corrected here. All functions take one character.
 */
import { isDigit as isDigitCode, isLetter as isLetterCode, isNewer } from '../unicode.ts'

const codeOf = (char: string): number => char.codePointAt(0) ?? 0

const is =
  (pattern: RegExp) =>
  (char: string): boolean =>
    pattern.test(char) && !isNewer(codeOf(char))

export const isUpper: (char: string) => boolean = is(/^\p{Lu}$/u)
/** U+0295 became a letter without case after 15.0. */
export const isLower: (char: string) => boolean = is(/^[\p{Ll}\u0295]$/u)
export const isTitle: (char: string) => boolean = is(/^\p{Lt}$/u)
export const isNumber: (char: string) => boolean = is(/^\p{N}$/u)
export const isPunctuation: (char: string) => boolean = is(/^\p{P}$/u)
export const isLetter = (char: string): boolean => isLetterCode(codeOf(char))
export const isDigit = (char: string): boolean => isDigitCode(codeOf(char))

const spaces = '\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000'

/** White space: unlike `\s`, with U+0085 and without U+FEFF. */
export function isSpace(char: string): boolean {
  return char !== '' && (spaces.includes(char) || (char >= '\u2000' && char <= '\u200a'))
}

export function toUpper(char: string): string {
  return upperWithIota(char) ?? mapped(char, char.toUpperCase())
}

export function toLower(char: string): string {
  return char === '\u0130' ? 'i' : mapped(char, char.toLowerCase())
}

/** The form at the start of a word; not upper case for the digraphs (`ǆ`) and in Georgian, which keeps its letters. */
export function toTitle(char: string): string {
  if (char >= '\u10d0' && char <= '\u10ff') return char
  const digraph = 'ǄǅǆǇǈǉǊǋǌ'.indexOf(char)
  if (digraph >= 0) return 'ǅǈǋ'.charAt(Math.floor(digraph / 3))
  return 'Ǳǲǳ'.includes(char) ? 'ǲ' : toUpper(char)
}

/** Greek letters with an iota below: JavaScript spells the iota out. */
function upperWithIota(char: string): string | undefined {
  const code = codeOf(char)
  if (code < 0x1f80 || code > 0x1ff3) return undefined
  if (code < 0x1fb0) return (code & 8) === 0 ? String.fromCharCode(code + 8) : char
  return [0x1fb3, 0x1fc3, 0x1ff3].includes(code) ? String.fromCharCode(code + 9) : undefined
}

/** The other case, where it is a single character that Go knows. */
function mapped(char: string, other: string): string {
  const code = codeOf(other)
  const isSingle = other.length === (code > 0xffff ? 2 : 1)
  return isSingle && !isNewer(codeOf(char)) && !isNewer(code) ? other : char
}
