import { quote } from '../../format/quote.ts'
import { joinBytes } from '../../syntax/strings.ts'
import { GoFunction, GoInt, type GoPointer, type GoValue, goInt } from '../../values.ts'
import { byteSlice } from '../byte-slice.ts'
import { define, fail, int, int64, type Parameter, text } from '../parameters.ts'
import { type CivilTime, civilTime, secondsOf, YEAR_ONE_TO_1970 } from './calendar.ts'
import { duration, durationParameter, SECOND } from './duration.ts'
import { monthNames, weekdayNames } from './layout.ts'
import type { TimeValue } from './moment.ts'
import { localSeconds } from './time-fields.ts'
import { formatTime } from './time-text.ts'
import { UTC, Zone } from './zone.ts'

const RFC3339_NANO = '2006-01-02T15:04:05.999999999Z07:00'

const zone: Parameter<Zone> = {
  type: '*time.Location',
  read: (value) => (value instanceof Zone ? value : fail('time: missing Location in call to Time.In')),
}

/** The methods of time.Time that templates can reach. Those with several results exist, but cannot be called. */
export function timeMethod(
  moment: TimeValue,
  time: Parameter<TimeValue>,
  name: string,
): GoFunction | undefined {
  const several = Object.hasOwn(severalResults, name) ? severalResults[name] : undefined
  if (several !== undefined) return new GoFunction(name, [], () => null, { results: several })
  return Object.hasOwn(methods, name) ? methods[name]?.(moment, name, time) : undefined
}

const severalResults: Readonly<Record<string, readonly string[] | undefined>> = {
  Date: ['int', 'time.Month', 'int'],
  Clock: ['int', 'int', 'int'],
  ISOWeek: ['int', 'int'],
  Zone: ['string', 'int'],
  ZoneBounds: ['time.Time', 'time.Time'],
}

type Method = (moment: TimeValue, name: string, time: Parameter<TimeValue>) => GoFunction

const shown =
  (part: (civil: CivilTime) => GoValue): Method =>
  (moment, name) =>
    define(name, [], () => part(civilOf(moment)))

const plain =
  (result: (moment: TimeValue) => GoValue): Method =>
  (moment, name) =>
    define(name, [], () => result(moment))

const compared =
  (result: (order: number) => GoValue): Method =>
  (moment, name, time) =>
    define(name, [time], (other) => result(compare(moment, other)))

const methods: Readonly<Record<string, Method | undefined>> = {
  String: plain(timeText),
  GoString: plain(goSource),
  Format: (moment, name) => define(name, [text], (layout) => formatTime(moment, layout)),
  IsZero: plain(({ seconds, nanosecond }) => seconds === -YEAR_ONE_TO_1970 && nanosecond === 0),
  Year: shown(({ year }) => goInt(year)),
  Month: shown(({ month }) => named('time.Month', month, monthNames[month - 1])),
  Day: shown(({ day }) => goInt(day)),
  Weekday: shown(({ weekday }) => named('time.Weekday', weekday, weekdayNames[weekday])),
  YearDay: shown(({ yearDay }) => goInt(yearDay)),
  Hour: shown(({ hour }) => goInt(hour)),
  Minute: shown(({ minute }) => goInt(minute)),
  Second: shown(({ second }) => goInt(second)),
  Nanosecond: plain(({ nanosecond }) => goInt(nanosecond)),
  Unix: plain(({ seconds }) => int64(seconds)),
  UnixMilli: plain((moment) => int64(nanoseconds(moment, 1_000_000n))),
  UnixMicro: plain((moment) => int64(nanoseconds(moment, 1000n))),
  UnixNano: plain((moment) => int64(nanoseconds(moment, 1n))),
  After: compared((order) => order > 0),
  Before: compared((order) => order < 0),
  Compare: compared((order) => goInt(order)),
  Equal: compared((order) => order === 0),
  Add: (moment, name) => define(name, [durationParameter], (change) => moment.add(change)),
  Sub: (moment, name, time) => define(name, [time], (other) => duration(moment.since(other))),
  AddDate: (moment, name) =>
    define(name, [int, int, int], (years, months, days) => addDate(moment, years, months, days)),
  Truncate: (moment, name) => define(name, [durationParameter], (unit) => cut(moment, unit, 'down')),
  Round: (moment, name) => define(name, [durationParameter], (unit) => cut(moment, unit, 'nearest')),
  UTC: plain((moment) => moment.in(UTC)),
  Local: plain((moment) => moment.in(moment.local)),
  In: (moment, name) => define(name, [zone], (other) => moment.in(other)),
  Location: plain(({ zone }): GoPointer => zone),
  IsDST: plain(({ zone, seconds }) => zone.at(seconds).isDst),
  MarshalText: plain((moment) => byteSlice(Buffer.from(rfc3339(moment, 'MarshalText')))),
  MarshalJSON: plain((moment) => byteSlice(Buffer.from(`"${rfc3339(moment, 'MarshalJSON')}"`))),
}

function civilOf({ zone, seconds }: TimeValue): CivilTime {
  return civilTime(seconds + BigInt(zone.at(seconds).offset))
}

/** An integer of a named type that prints as a word. */
function named(type: string, value: number, word = `%!${type.slice(5)}(${value})`): GoInt {
  return new GoInt(type, BigInt(value), (name) =>
    name === 'String' ? define(name, [], () => word) : undefined,
  )
}

/** As `%v` prints it; a time that comes from the clock tells how long the program has run. */
function timeText(moment: TimeValue): string {
  const text = formatTime(moment, '2006-01-02 15:04:05.999999999 -0700 MST')
  if (moment.monotonic === undefined) return text
  const size = moment.monotonic < 0n ? -moment.monotonic : moment.monotonic
  const fraction = String(size % SECOND).padStart(9, '0')
  return `${text} m=${moment.monotonic < 0n ? '-' : '+'}${size / SECOND}.${fraction}`
}

/** As `%#v` prints it. */
function goSource(moment: TimeValue): string {
  const { year, month, day, hour, minute, second } = civilOf(moment)
  const { zone, local, nanosecond } = moment
  const place =
    zone === UTC ? 'time.UTC' : zone === local ? 'time.Local' : `time.Location(${quote(zone.name)})`
  const parts = [year, `time.${monthNames[month - 1]}`, day, hour, minute, second, nanosecond, place]
  return `time.Date(${parts.join(', ')})`
}

function nanoseconds({ seconds, nanosecond }: TimeValue, unit: bigint): bigint {
  return seconds * (SECOND / unit) + BigInt(nanosecond) / unit
}

function compare(a: TimeValue, b: TimeValue): number {
  const difference = a.seconds - b.seconds || BigInt(a.nanosecond - b.nanosecond)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function addDate(moment: TimeValue, years: bigint, months: bigint, days: bigint): TimeValue {
  const { year, month, day, hour, minute, second } = civilOf(moment)
  const secondOfDay = BigInt(hour * 3600 + minute * 60 + second)
  const asUtc = secondsOf(BigInt(year) + years, BigInt(month) + months, BigInt(day) + days, secondOfDay)
  return moment.at(localSeconds(asUtc, moment.zone))
}

/** To a multiple of a duration since the first second of year 1. */
function cut(moment: TimeValue, unit: bigint, direction: 'down' | 'nearest'): TimeValue {
  const wall = moment.in(moment.zone)
  if (unit <= 0n) return wall
  const total = nanoseconds(moment, 1n) + YEAR_ONE_TO_1970 * SECOND
  const rest = ((total % unit) + unit) % unit
  return wall.add(direction === 'down' || rest * 2n < unit ? -rest : unit - rest)
}

/** Fails where RFC 3339 has no place for the year or the zone. */
function rfc3339(moment: TimeValue, method: string): string {
  const { year } = civilOf(moment)
  if (year < 0 || year > 9999) fail(`Time.${method}: year outside of range [0,9999]`)
  const text = formatTime(moment, RFC3339_NANO)
  const hours = /[+-]([0-9]{2,}):[0-9]{2}$/.exec(text)?.[1] ?? '0'
  if (Number(hours) > 23) fail(`Time.${method}: timezone hour outside of range [0,23]`)
  return joinBytes(text)
}
