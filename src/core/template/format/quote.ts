import { isLoneByte, isPrint } from '../unicode.ts'

const named: Readonly<Record<number, string>> = {
  ...{ 7: '\\a', 8: '\\b', 12: '\\f', 10: '\\n', 13: '\\r', 9: '\\t', 11: '\\v' },
}

/** A text as a Go literal in double quotes (`strconv.Quote`); `ascii` escapes all else (`QuoteToASCII`). */
export function quote(text: string, ascii = false): string {
  let quoted = '"'
  for (const character of text) quoted += escaped(character.codePointAt(0) ?? 0, '"', ascii)
  return `${quoted}"`
}

/** A code point as a Go literal in single quotes (`strconv.QuoteRune`). */
export function quoteCharacter(codePoint: number, ascii = false): string {
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  const valid = codePoint >= 0 && codePoint <= 0x10ffff && !surrogate
  return `'${escaped(valid ? codePoint : 0xfffd, "'", ascii)}'`
}

/** Whether a text can stand in backquotes unchanged (`strconv.CanBackquote`). */
export function canBackquote(text: string): boolean {
  return text.isWellFormed() && !/[\x00-\x08\x0a-\x1f`\x7f\ufeff]/.test(text)
}

function escaped(codePoint: number, delimiter: string, ascii: boolean): string {
  if (isLoneByte(codePoint)) return `\\x${hex(codePoint - 0xdc00, 2)}`
  const character = String.fromCodePoint(codePoint)
  if (character === delimiter || character === '\\') return `\\${character}`
  if (isPrint(codePoint) && !(ascii && codePoint >= 0x80)) return character
  const name = named[codePoint]
  if (name !== undefined) return name
  if (codePoint < 0x20 || codePoint === 0x7f) return `\\x${hex(codePoint, 2)}`
  return codePoint < 0x10000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0')
}
