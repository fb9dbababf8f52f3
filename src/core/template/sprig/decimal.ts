import { fail } from './parameters.ts'

/** digits × 10^exponent, exact, as shopspring/decimal (1.4) counts. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

/** Digits after the point that a division keeps. */
const divisionPlaces = 16

/** The shortest decimal that reads back as the float. NaN and infinities have none. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) fail(`Cannot create a Decimal from ${nonFinite(value)}`)
  const [mantissa = '0', power = '0'] = value.toExponential().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: value === 0 ? 0 : Number(power) - fraction.length }
}

/** The nearest float; infinite when too large. */
export function toNumber({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`)
}

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  return { digits: at(a, exponent) + at(b, exponent), exponent }
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { digits: -b.digits, exponent: b.exponent })
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent }
}

/** Rounded to 16 places, halves away from zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) fail('decimal division by 0')
  const shift = a.exponent - b.exponent + divisionPlaces
  const dividend = shift < 0 ? a.digits : a.digits * 10n ** BigInt(shift)
  const divisor = shift < 0 ? b.digits * 10n ** BigInt(-shift) : b.digits
  const quotient = dividend / divisor
  const rest = magnitude(dividend - quotient * divisor)
  const step = 2n * rest < magnitude(divisor) ? 0n : a.digits < 0n === b.digits < 0n ? 1n : -1n
  return { digits: quotient + step, exponent: -divisionPlaces }
}

function at({ digits, exponent }: Decimal, lower: number): bigint {
  return digits * 10n ** BigInt(exponent - lower)
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? '+Inf' : '-Inf'
}
