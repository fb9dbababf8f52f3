import { checkItems } from '../limits.ts'
import type { GoFunction } from '../values.ts'
import { define, defineVariadic, int, ints } from './parameters.ts'

/** Lists of consecutive integers. */
export function functions(): readonly GoFunction[] {
  return [
    define('until', [int], (stop) => ints(range(0n, stop, stop < 0n ? -1n : 1n))),
    define('untilStep', [int, int, int], (start, stop, step) => ints(range(start, stop, step))),
    defineVariadic('seq', [], int, (params) => sequence(params).join(' ')),
  ]
}

/** From `start` towards `stop`, which is left out; empty when `step` leads away from it. */
function range(start: bigint, stop: bigint, step: bigint): readonly bigint[] {
  const distance = stop < start ? start - stop : stop - start
  const stride = stop < start ? -step : step
  if (stride <= 0n || distance === 0n) return []
  const length = Number((distance + stride - 1n) / stride)
  checkItems(length)
  return Array.from({ length }, (_, i) => start + BigInt(i) * step)
}

/** `END`, `START END` or `START STEP END`, the end included. */
function sequence(params: readonly bigint[]): readonly bigint[] {
  const [a, b, c] = params
  if (params.length > 3 || a === undefined) return []
  const [start, step, end] =
    c !== undefined ? [a, b ?? 1n, c] : b !== undefined ? [a, undefined, b] : [1n, undefined, a]
  const direction = end < start ? -1n : 1n
  if (direction < 0n && step !== undefined && step > 0n) return []
  return range(start, BigInt.asIntN(64, end + direction), step ?? direction)
}
