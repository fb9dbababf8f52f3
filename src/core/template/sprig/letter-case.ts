import type { GoFunction } from '../values.ts'
import { isAscii, toLatin, withReplacements } from './byte-text.ts'
import {
  isDigit,
  isLetter,
  isLower,
  isSpace,
  isTitle,
  isUpper,
  toLower,
  toTitle,
  toUpper,
} from './letters.ts'
import { define, text } from './parameters.ts'
import { camelCase, lowerWords } from './word-case.ts'

/** Functions that change letters, or leave some out. */
export function functions(): readonly GoFunction[] {
  return [
    define('upper', [text], (from) => mapped(from, toUpper)),
    define('lower', [text], (from) => mapped(from, toLower)),
    define('title', [text], title),
    define('untitle', [text], untitle),
    define('swapcase', [text], swapCase),
    define('camelcase', [text], camelCase),
    define('snakecase', [text], (from) => lowerWords(from, '_')),
    define('kebabcase', [text], (from) => lowerWords(from, '-')),
    define('nospace', [text], withoutSpaces),
    define('initials', [text], initials),
  ]
}

function mapped(from: string, change: (char: string) => string): string {
  if (isAscii(from)) return change === toUpper ? from.toUpperCase() : from.toLowerCase()
  return Array.from(withReplacements(from), change).join('')
}

function title(from: string): string {
  let previous = ' '
  return Array.from(withReplacements(from), (char) => {
    const starts = separates(previous)
    previous = char
    return starts ? toTitle(char) : char
  }).join('')
}

function separates(char: string): boolean {
  if (char <= '\x7f') return !/[0-9A-Za-z_]/.test(char)
  return !isLetter(char) && !isDigit(char) && isSpace(char)
}

function untitle(from: string): string {
  let starts = true
  return Array.from(withReplacements(from), (char) => {
    if (isSpace(char)) {
      starts = true
      return char
    }
    const changed = starts ? toLower(char) : char
    starts = false
    return changed
  }).join('')
}

function swapCase(from: string): string {
  let starts = true
  return Array.from(withReplacements(from), (char) => {
    if (isUpper(char) || isTitle(char)) {
      starts = false
      return toLower(char)
    }
    if (isLower(char)) {
      const changed = starts ? toTitle(char) : toUpper(char)
      starts = false
      return changed
    }
    starts = isSpace(char)
    return char
  }).join('')
}

/** Takes each byte for a character of its own: where a space goes, other characters are garbled, as in sprig. */
function withoutSpaces(from: string): string {
  const kept = Array.from(toLatin(from)).filter((byte) => !isSpace(byte))
  const latin = kept.join('')
  return latin.length === toLatin(from).length ? from : latin
}

/** The first byte of each word, as a character. */
function initials(from: string): string {
  let gap = true
  let result = ''
  for (const byte of toLatin(from)) {
    if (!isSpace(byte) && gap) result += byte
    gap = isSpace(byte)
  }
  return result
}
