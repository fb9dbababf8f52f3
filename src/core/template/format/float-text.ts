import { type Digits, exactDigits, partsOf, roundDigits, shortestDigits } from './float-digits.ts'

/** How a float is written: exponent, fixed, the shorter of both, binary mantissa, hexadecimal mantissa. */
export type FloatVerb = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X'

/**
 * A float64 as text; precision -1 asks for the fewest digits that read back as the same number
 * (`strconv.FormatFloat`).
 */
export function floatToText(value: number, verb: FloatVerb, precision: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  switch (verb) {
    case 'b':
      return sign + binary(value)
    case 'x':
    case 'X':
      return sign + hexadecimal(value, verb, precision)
    case 'e':
    case 'E':
      return (
        sign +
        exponential(
          digitsFor(value, precision, (p) => p + 1),
          verb,
          precision,
        )
      )
    case 'f':
      return (
        sign +
        fixed(
          digitsFor(value, precision, (p, point) => point + p),
          precision,
        )
      )
    case 'g':
    case 'G':
      return sign + general(value, verb, precision === 0 ? 1 : precision)
  }
}

function digitsFor(
  value: number,
  precision: number,
  count: (precision: number, point: number) => number,
): Digits {
  if (precision < 0) return shortestDigits(value)
  const exact = exactDigits(value)
  return roundDigits(exact, count(precision, exact.point))
}

function exponential({ digits, point }: Digits, verb: 'e' | 'E', precision: number): string {
  const places = precision < 0 ? Math.max(digits.length - 1, 0) : precision
  const fraction = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, '0')}` : ''
  const exponent = digits === '' ? 0 : point - 1
  return `${digits.charAt(0) || '0'}${fraction}${verb}${exponentText(exponent)}`
}

function fixed({ digits, point }: Digits, precision: number): string {
  const places = precision < 0 ? Math.max(digits.length - point, 0) : precision
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  if (places === 0) return whole
  const zeros = '0'.repeat(Math.min(Math.max(-point, 0), places))
  const fraction = zeros + digits.slice(Math.max(point, 0))
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`
}

function general(value: number, verb: 'g' | 'G', precision: number): string {
  const shortest = precision < 0
  const rounded = digitsFor(value, precision, (p) => p)
  const { digits, point } = rounded
  const count = shortest ? digits.length : precision
  const threshold = shortest ? 6 : count > digits.length && digits.length >= point ? digits.length : count
  if (point - 1 < -4 || point - 1 >= threshold) {
    return exponential(rounded, verb === 'g' ? 'e' : 'E', Math.min(count, digits.length) - 1)
  }
  return fixed(rounded, Math.max((count > point ? digits.length : count) - point, 0))
}

function binary(value: number): string {
  const { mantissa, exponent } = partsOf(value)
  return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`
}

function hexadecimal(value: number, verb: 'x' | 'X', precision: number): string {
  let { mantissa, exponent } = partsOf(value)
  exponent = mantissa === 0n ? 0 : exponent + 52
  // One bit before the point, 60 behind it.
  mantissa <<= 8n
  while (mantissa !== 0n && mantissa >> 60n === 0n) {
    mantissa <<= 1n
    exponent--
  }
  if (precision >= 0 && precision < 15) {
    const dropped = BigInt(60 - precision * 4)
    const kept = mantissa >> dropped
    const rest = mantissa - (kept << dropped)
    const half = 1n << (dropped - 1n)
    const up = rest > half || (rest === half && (kept & 1n) === 1n)
    mantissa = (up ? kept + 1n : kept) << dropped
    if (mantissa >> 61n !== 0n) {
      mantissa >>= 1n
      exponent++
    }
  }
  const fraction = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, '0')
  const digits =
    precision < 0 ? fraction.replace(/0+$/, '') : fraction.slice(0, precision).padEnd(precision, '0')
  const text = `0x${mantissa >> 60n}${digits === '' ? '' : `.${digits}`}p${exponentText(exponent)}`
  return verb === 'X' ? text.toUpperCase() : text
}

/** Sign and at least two digits. */
function exponentText(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${Math.abs(exponent).toString().padStart(2, '0')}`
}
