/** Loose conversions as the cast package (1.7) makes them: what cannot be read is zero. */
import { GoInt, GoPointer, type GoValue } from '../values.ts'
import { parseFloatText, parseInteger } from './number-text.ts'

const overflown = -(1n << 63n)

/** The integer types that a cast reads; of the named ones only days and months, not durations. */
const castable: ReadonlySet<string> = new Set([
  ...['int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64'],
  ...['time.Weekday', 'time.Month'],
])

/** A signed 64-bit integer. Floats are cut, and those out of range become the least integer (as on amd64). */
export function toInt64(value: GoValue): bigint {
  if (value instanceof GoPointer) return toInt64(value.target)
  if (value instanceof GoInt) return castable.has(value.type) ? BigInt.asIntN(64, value.value) : 0n
  switch (typeof value) {
    case 'number':
      return truncated(value)
    case 'string': {
      const parsed = parseInteger(withoutZeroFraction(value), 0)
      return parsed.error === undefined ? parsed.value : 0n
    }
    case 'boolean':
      return value ? 1n : 0n
    default:
      return 0n
  }
}

/** A float64. */
export function toFloat64(value: GoValue): number {
  if (value instanceof GoPointer) return toFloat64(value.target)
  if (value instanceof GoInt) return castable.has(value.type) ? Number(value.value) : 0
  switch (typeof value) {
    case 'number':
      return value
    case 'string':
      return parseFloatText(value) ?? 0
    case 'boolean':
      return value ? 1 : 0
    default:
      return 0
  }
}

/** A float as an integer: its fraction cut; the least integer when it is out of range. */
export function truncated(value: number): bigint {
  if (!(value >= -(2 ** 63) && value < 2 ** 63)) return overflown
  return BigInt(Math.trunc(value))
}

/** `1.00` is read as 1; `1.50` stays what it is. */
function withoutZeroFraction(text: string): string {
  return text.replace(/\.0+$/, '')
}
