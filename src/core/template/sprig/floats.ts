import type { GoFunction, GoValue } from '../values.ts'
import { toFloat64 } from './cast.ts'
import { add, type Decimal, decimalOf, divide, multiply, subtract, toNumber } from './decimal.ts'
import { any, define, defineVariadic, float, int } from './parameters.ts'

/** Floats. Sums and products are decimal: 0.1 plus 0.2 is 0.3. */
export function functions(): readonly GoFunction[] {
  return [
    define('add1f', [any], (value) => folded(value, [1], add)),
    defineVariadic('addf', [], any, (values) => folded(0, values, add)),
    defineVariadic('subf', [any], any, (values, first) => folded(first, values, subtract)),
    defineVariadic('mulf', [any], any, (values, first) => folded(first, values, multiply)),
    defineVariadic('divf', [any], any, (values, first) => folded(first, values, divide)),
    defineVariadic('maxf', [any], any, (values, first) =>
      extreme(first, values, Math.max, Number.POSITIVE_INFINITY),
    ),
    defineVariadic('minf', [any], any, (values, first) =>
      extreme(first, values, Math.min, Number.NEGATIVE_INFINITY),
    ),
    define('ceil', [any], (value) => Math.ceil(toFloat64(value))),
    define('floor', [any], (value) => Math.floor(toFloat64(value))),
    defineVariadic('round', [any, int], float, ([limit = 0.5], value, places) =>
      round(toFloat64(value), places, limit),
    ),
  ]
}

function folded(
  first: GoValue,
  rest: readonly GoValue[],
  operate: (a: Decimal, b: Decimal) => Decimal,
): number {
  return toNumber(
    rest.reduce<Decimal>(
      (result, value) => operate(result, decimalOf(toFloat64(value))),
      decimalOf(toFloat64(first)),
    ),
  )
}

/** In Go, unlike in JavaScript, the outermost infinity wins even over NaN. */
function extreme(
  first: GoValue,
  rest: readonly GoValue[],
  choose: (a: number, b: number) => number,
  outermost: number,
): number {
  return rest
    .map(toFloat64)
    .reduce(
      (best, value) => (best === outermost || value === outermost ? outermost : choose(best, value)),
      toFloat64(first),
    )
}

/** Rounds up when what is cut off reaches `limit`, else down; done in floats, with their errors. */
function round(value: number, places: bigint, limit: number): number {
  const power = powerOfTen(Number(places))
  const digits = power * value
  const up = fraction(digits) >= limit
  return (up ? Math.ceil(digits) : Math.floor(digits)) / power
}

function fraction(value: number): number {
  if (!Number.isFinite(value)) return Number.NaN
  return value - Math.trunc(value)
}

/** 10 to a whole power by repeated squaring with the rounding errors of Go's math.Pow. */
function powerOfTen(power: number): number {
  let result = 1
  let exponent = 0
  let square = 10 / 16
  let squareExponent = 4
  for (let rest = Math.abs(power); rest >= 1; rest = Math.floor(rest / 2)) {
    if (squareExponent > 4096) {
      exponent += squareExponent
      break
    }
    if (rest % 2 === 1) {
      result *= square
      exponent += squareExponent
    }
    square *= square
    squareExponent *= 2
    if (square < 0.5) {
      square += square
      squareExponent--
    }
  }
  return power < 0 ? timesPowerOfTwo(1 / result, -exponent) : timesPowerOfTwo(result, exponent)
}

/** In two steps, so that only the last one rounds. */
function timesPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2)
  return value * 2 ** half * 2 ** (exponent - half)
}
