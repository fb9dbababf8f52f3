import type { Flags } from './flags.ts'
import { type FloatVerb, floatToText } from './float-text.ts'
import { filling, pad, padWithBlanks } from './padding.ts'

/** A float under a printf verb; `precision` is what the verb takes when the directive names none. */
export function formatFloat(value: number, verb: FloatVerb, precision: number, flags: Flags): string {
  const digits = flags.precision ?? precision
  const text = floatToText(value, verb, digits)
  const sign = text.startsWith('-') ? '-' : flags.space && !flags.plus ? ' ' : '+'
  const magnitude = text.replace(/^[+-]/, '')
  if (!Number.isFinite(value)) return notFinite(value, sign, magnitude, flags)
  const number = flags.sharp && verb !== 'b' ? withPoint(magnitude, verb, digits) : magnitude
  if (!flags.plus && sign === '+') return pad(number, flags)
  // Zeros go between the sign and the digits.
  if (flags.zero && !flags.minus) return sign + filling(flags.width - number.length - 1, flags) + number
  return pad(sign + number, flags)
}

function notFinite(value: number, sign: string, name: string, flags: Flags): string {
  const plain = Number.isNaN(value) && !flags.space && !flags.plus
  return padWithBlanks(plain ? name : sign + name, flags)
}

/** The `#` flag: always a decimal point, and for %g the zeros that it would drop. */
function withPoint(number: string, verb: FloatVerb, precision: number): string {
  const exponentAt = number.search(verb === 'x' || verb === 'X' ? /[pP]/ : /[eE]/)
  const tail = exponentAt < 0 ? '' : number.slice(exponentAt)
  const head = exponentAt < 0 ? number : number.slice(0, exponentAt)
  let missing = verb === 'g' || verb === 'G' || verb === 'x' ? (precision < 0 ? 6 : precision) : 0
  missing -= head.replace('.', '').replace(/^0+/, '').length
  // A lone zero counts as a digit, though it is not significant.
  if (head === '0') missing--
  return head + (head.includes('.') ? '' : '.') + '0'.repeat(Math.max(missing, 0)) + tail
}
