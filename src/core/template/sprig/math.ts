import type { GoFunction, GoValue } from '../values.ts'
import { toInt64 } from './cast.ts'
import { alias, any, define, defineVariadic, fail, int64 } from './parameters.ts'

/** 64-bit integer arithmetic; it wraps around. */
export function functions(): readonly GoFunction[] {
  return [
    define('add1', [any], (value) => int64(toInt64(value) + 1n)),
    defineVariadic('add', [], any, (values) =>
      int64(values.reduce((sum, value) => sum + toInt64(value), 0n)),
    ),
    define('sub', [any, any], (a, b) => int64(toInt64(a) - toInt64(b))),
    define('div', [any, any], (a, b) => int64(toInt64(a) / divisor(b))),
    define('mod', [any, any], (a, b) => int64(toInt64(a) % divisor(b))),
    defineVariadic('mul', [any], any, (values, first) =>
      int64(values.reduce((product, value) => BigInt.asIntN(64, product * toInt64(value)), toInt64(first))),
    ),
    ...alias(
      defineVariadic('max', [any], any, (values, first) => int64(extreme(first, values, (a, b) => a > b))),
      'biggest',
    ),
    defineVariadic('min', [any], any, (values, first) => int64(extreme(first, values, (a, b) => a < b))),
  ]
}

function divisor(value: GoValue): bigint {
  const by = toInt64(value)
  return by === 0n ? fail('runtime error: integer divide by zero') : by
}

function extreme(
  first: GoValue,
  rest: readonly GoValue[],
  better: (a: bigint, b: bigint) => boolean,
): bigint {
  return rest.map(toInt64).reduce((best, value) => (better(value, best) ? value : best), toInt64(first))
}
