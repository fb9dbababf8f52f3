import type { Surroundings } from '../functions.ts'
import { type GoFunction, GoFunctionError, GoInt, type GoValue } from '../values.ts'
import { parseInteger } from './number-text.ts'
import { alias, any, define, fail, text } from './parameters.ts'
import { durationText, parseDuration, rounded, SECOND } from './time/duration.ts'
import { parseTime } from './time/time-parsing.ts'
import { formatTime } from './time/time-text.ts'
import { GoTime, time, zeroTime } from './time/time-value.ts'
import { UTC } from './time/zone.ts'
import { zonesOf } from './time/zones.ts'

/** Dates and durations, with the layouts of Go. */
export function functions(surroundings: Surroundings): readonly GoFunction[] {
  const zones = zonesOf(surroundings)
  let started: bigint | undefined

  const now = (): GoTime => {
    const clock = surroundings.now()
    started ??= clock
    const moment = { seconds: clock / SECOND, nanosecond: Number(clock % SECOND), zone: zones.local }
    return new GoTime(moment, zones.local, clock - started)
  }
  /** A time, or seconds since 1970; anything else is now. */
  const timeOf = (date: GoValue, ...integers: readonly string[]): GoTime => {
    if (date instanceof GoTime) return date
    if (!(date instanceof GoInt && integers.includes(date.type))) return now()
    return new GoTime({ seconds: date.value, nanosecond: 0, zone: zones.local }, zones.local)
  }
  const show = (layout: string, date: GoValue, zone: string): string =>
    formatTime(timeOf(date, 'int', 'int32', 'int64').in(zones.find(zone) ?? UTC), layout)
  const read = (layout: string, from: string): GoTime =>
    new GoTime(parseTime(layout, from, zones.local), zones.local)
  const modified = (change: string, date: GoTime): GoTime | undefined => {
    const nanoseconds = parseDuration(change)
    return nanoseconds === undefined ? undefined : date.add(nanoseconds)
  }

  return [
    define('now', [], now),
    define('date', [text, any], (layout, date) => show(layout, date, 'Local')),
    ...alias(define('dateInZone', [text, any, text], show), 'date_in_zone'),
    define('htmlDate', [any], (date) => show('2006-01-02', date, 'Local')),
    define('htmlDateInZone', [any, text], (date, zone) => show('2006-01-02', date, zone)),
    ...alias(
      define('dateModify', [text, time], (change, date) => modified(change, date) ?? date),
      'date_modify',
    ),
    ...alias(
      define(
        'mustDateModify',
        [text, time],
        (change, date) => modified(change, date) ?? fail(`time: invalid duration "${change}"`),
      ),
      'must_date_modify',
    ),
    define('toDate', [text, text], (layout, from) => orElse(() => read(layout, from), zeroTime(zones.local))),
    define('mustToDate', [text, text], read),
    define('unixEpoch', [time], ({ seconds }) => String(seconds)),
    define('ago', [any], (date) => durationText(rounded(now().since(timeOf(date, 'int', 'int64')), SECOND))),
    define('duration', [any], (seconds) => durationText(BigInt.asIntN(64, secondsOf(seconds) * SECOND))),
    define('durationRound', [any], (value) =>
      roughly(value instanceof GoTime ? now().since(value) : durationOf(value)),
    ),
  ]
}

function orElse<T>(attempt: () => T, otherwise: T): T {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof GoFunctionError) return otherwise
    throw error
  }
}

function secondsOf(value: GoValue): bigint {
  if (typeof value === 'string') return parseInteger(value, 10).value
  return value instanceof GoInt && value.type === 'int64' ? value.value : 0n
}

function durationOf(value: GoValue): bigint {
  if (typeof value === 'string') return parseDuration(value) ?? 0n
  return value instanceof GoInt && value.type === 'int64' ? value.value : 0n
}

const units: readonly (readonly [name: string, seconds: bigint])[] = [
  ['y', 365n * 86_400n],
  ['mo', 30n * 86_400n],
  ['d', 86_400n],
  ['h', 3600n],
  ['m', 60n],
  ['s', 1n],
]

/** In the greatest unit of which there is more than one whole; the sign is lost. */
function roughly(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds
  const [name, seconds] = units.find(([, seconds]) => size > seconds * SECOND) ?? ['s', 0n]
  return seconds === 0n ? '0s' : `${size / (seconds * SECOND)}${name}`
}
