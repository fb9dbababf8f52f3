import { type GoFunction, GoInt } from '../../values.ts'
import { define, type Parameter } from '../parameters.ts'

/** In nanoseconds. */
export const SECOND = 1_000_000_000n
const MINUTE = 60n * SECOND
const HOUR = 60n * MINUTE

const least = -(1n << 63n)
const greatest = (1n << 63n) - 1n

/** A `time.Duration`. */
export function duration(nanoseconds: bigint): GoInt {
  const value = BigInt.asIntN(64, nanoseconds)
  return new GoInt('time.Duration', value, (name) => method(value, name))
}

export const durationParameter: Parameter<bigint> = {
  type: 'time.Duration',
  read: (value) => (value instanceof GoInt ? value.value : 0n),
}

/** Nearest value that fits 64 bits. */
export function saturated(nanoseconds: bigint): bigint {
  if (nanoseconds < least) return least
  return nanoseconds > greatest ? greatest : nanoseconds
}

/** `1h2m3.5s`; below a second `1.5ms`. */
export function durationText(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${durationText(-nanoseconds)}`
  if (nanoseconds === 0n) return '0s'
  if (nanoseconds < 1000n) return `${nanoseconds}ns`
  if (nanoseconds < 1_000_000n) return `${withFraction(nanoseconds, 3)}µs`
  if (nanoseconds < SECOND) return `${withFraction(nanoseconds, 6)}ms`
  const hours = nanoseconds / HOUR
  const minutes = (nanoseconds / MINUTE) % 60n
  const seconds = withFraction(nanoseconds % MINUTE, 9)
  if (hours > 0n) return `${hours}h${minutes}m${seconds}s`
  return minutes > 0n ? `${minutes}m${seconds}s` : `${seconds}s`
}

/** Shifts the decimal point to the left and leaves out zeros at the end. */
function withFraction(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  const whole = digits.slice(0, -places)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** To the nearest multiple, halves away from zero. */
export function rounded(nanoseconds: bigint, multiple: bigint): bigint {
  if (multiple <= 0n) return nanoseconds
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds
  const rest = size % multiple
  const result = rest * 2n < multiple ? size - rest : size + multiple - rest
  return saturated(nanoseconds < 0n ? -result : result)
}

const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['µs', 1000n],
  ['μs', 1000n],
  ['ms', 1_000_000n],
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
])

/** Nanoseconds of `300ms`, `-1.5h`, `2h45m`; undefined when the text is no duration or one out of range. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  if (body === '0') return 0n
  const parts = /^(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)[^.0-9]+)+$/.test(body)
    ? body.matchAll(/([0-9]*)(?:\.([0-9]*))?([^.0-9]+)/g)
    : undefined
  if (parts === undefined) return undefined
  let sum = 0n
  for (const [, whole = '', fraction = '', name = ''] of parts) {
    const unit = units.get(name)
    if (unit === undefined) return undefined
    sum += BigInt(whole === '' ? '0' : whole) * unit + fractionOf(fraction, unit)
    if (sum > greatest + 1n) return undefined
  }
  if (sign === '-') return -sum
  return sum > greatest ? undefined : sum
}

/** Part of a unit, with the rounding errors of the float that Go computes it in. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n
  let scale = 1
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit)
    if (value > greatest / 10n || next > greatest + 1n) break
    value = next
    scale *= 10
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(unit) / scale)))
}

function method(value: bigint, name: string): GoFunction | undefined {
  const integer = (unit: bigint): GoFunction => define(name, [], () => new GoInt('int64', value / unit))
  const float = (unit: bigint): GoFunction =>
    define(name, [], () => Number(value / unit) + Number(value % unit) / Number(unit))
  switch (name) {
    case 'String':
      return define(name, [], () => durationText(value))
    case 'Nanoseconds':
      return integer(1n)
    case 'Microseconds':
      return integer(1000n)
    case 'Milliseconds':
      return integer(1_000_000n)
    case 'Seconds':
      return float(SECOND)
    case 'Minutes':
      return float(MINUTE)
    case 'Hours':
      return float(HOUR)
    case 'Abs':
      return define(name, [], () => duration(saturated(value < 0n ? -value : value)))
    case 'Round':
      return define(name, [durationParameter], (multiple) => duration(rounded(value, multiple)))
    case 'Truncate':
      return define(name, [durationParameter], (multiple) =>
        duration(multiple <= 0n ? value : value - (value % multiple)),
      )
    default:
      return undefined
  }
}
