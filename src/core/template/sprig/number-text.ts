/** Numbers in texts, as Go's strconv reads them. */
import { parseFloat64 } from '../syntax/parse-float.ts'

const least = -(1n << 63n)
const greatest = (1n << 63n) - 1n

/** A 64-bit integer; in base 10 `error` tells a text that is none from one that is out of range, then clamped. */
export interface ParsedInteger {
  readonly value: bigint
  readonly error?: 'syntax' | 'range'
}

/** Reads a signed 64-bit integer; base 0 takes prefixes (`0x`, `0o`, `0b`, a leading zero) and underscores. */
export function parseInteger(text: string, base: 0 | 8 | 10): ParsedInteger {
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  const digits =
    base === 0 ? literal(body) : (plain(body, base) ?? (base === 10 ? overflowing(body) : undefined))
  if (digits === undefined) return { value: 0n, error: 'syntax' }
  const value = sign === '-' ? -BigInt(digits) : BigInt(digits)
  if (value < least) return { value: least, error: 'range' }
  return value > greatest ? { value: greatest, error: 'range' } : { value }
}

/** Digits in the spelling of BigInt. */
function plain(body: string, base: 8 | 10): string | undefined {
  if (base === 10) return /^[0-9]+$/.test(body) ? body : undefined
  return /^[0-7]+$/.test(body) ? `0o${body}` : undefined
}

/** Go stops reading where 64 bits are too few, so it does not see what comes after. */
function overflowing(body: string): string | undefined {
  const digits = /^[0-9]+/.exec(body)?.[0] ?? '0'
  return BigInt(digits) >= 1n << 64n ? digits : undefined
}

function literal(body: string): string | undefined {
  if (!underscoresFit(body)) return undefined
  const digits = body.replaceAll('_', '')
  if (/^(0x[0-9a-f]+|0o[0-7]+|0b[01]+|0|[1-9][0-9]*)$/i.test(digits)) return digits
  return plain(digits.replace(/^0(?=.)/, ''), digits.startsWith('0') ? 8 : 10)
}

/** A float64, also `Inf` and `NaN`; undefined when the text is none or its value is too large. */
export function parseFloatText(text: string): number | undefined {
  const special = /^([+-]?)(?:inf|infinity|(nan))$/i.exec(text)
  if (special === null) return parseFloat64(text)
  const [, sign, nan] = special
  if (nan !== undefined) return sign === '' ? Number.NaN : undefined
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

/** Underscores stand between digits, or between a base prefix and a digit. */
function underscoresFit(body: string): boolean {
  if (!body.includes('_')) return true
  const hex = /^0x/i.test(body)
  const marked = body.replace(/^0[xob]/i, '0').replace(hex ? /[0-9a-f]/gi : /[0-9]/g, '0')
  return !/(^|[^0])_|_([^0]|$)/.test(marked)
}
