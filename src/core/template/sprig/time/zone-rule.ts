/** The rule for times after the last transition of a zone file: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX TZ, RFC 9636). */
import { civilTime, daysBefore, daysIn, isLeapYear } from './calendar.ts'
import { END, type Period } from './zone.ts'

interface ChangeRule {
  readonly kind: 'julian' | 'day' | 'weekday'
  readonly day: number
  readonly week: number
  readonly month: number
  /** Seconds after midnight. */
  readonly time: number
}

interface ClockName {
  readonly name: string
  readonly offset: number
  readonly isDst: boolean
}

/** What the rule says for a number of seconds since 1970; undefined when it cannot be read. */
export function periodByRule(rule: string, lastTransition: bigint, seconds: bigint): Period | undefined {
  const parsed = parseRule(rule)
  if (parsed === undefined) return undefined
  const { standard, summer, changes } = parsed
  if (summer === undefined || changes === undefined) return { ...standard, start: lastTransition, end: END }
  const { year, yearDay } = civilTime(seconds)
  const secondOfYear = (yearDay - 1) * 86_400 + Number(seconds % 86_400n)
  const yearStart = seconds - BigInt(secondOfYear)
  const [begin, finish] = changes
  const toSummer = secondsIntoYear(year, begin, standard.offset)
  const toStandard = secondsIntoYear(year, finish, summer.offset)
  // South of the equator the year begins in summer.
  const [first, second, outer, inner] =
    toStandard < toSummer
      ? [toStandard, toSummer, summer, standard]
      : [toSummer, toStandard, standard, summer]
  const at = (offset: number): bigint => yearStart + BigInt(offset)
  if (secondOfYear < first) return { ...outer, start: yearStart, end: at(first) }
  if (secondOfYear >= second) return { ...outer, start: at(second), end: at(365 * 86_400) }
  return { ...inner, start: at(first), end: at(second) }
}

interface ParsedRule {
  readonly standard: ClockName
  readonly summer?: ClockName
  readonly changes?: readonly [begin: ChangeRule, end: ChangeRule]
}

const namePattern = '(<[^>]*>|[^0-9,+\\-<][^0-9,+\\-]{2,})'
const offsetPattern = '([+-]?[0-9]+(?::[0-9]+(?::[0-9]+)?)?)'
const clockPattern = new RegExp(
  `^${namePattern}${offsetPattern}(?:${namePattern}${offsetPattern}?)?(?:[,;](.*))?$`,
  's',
)

function parseRule(rule: string): ParsedRule | undefined {
  const match = clockPattern.exec(rule)
  if (match === null) return undefined
  const [, name = '', east = '', summerName, summerEast, rest = 'M3.2.0,M11.1.0'] = match
  const offset = parseOffset(east)
  if (offset === undefined) return undefined
  const standard = { name: unbracketed(name), offset: -offset, isDst: false }
  if (summerName === undefined) return { standard }
  const summerOffset = summerEast === undefined ? offset - 3600 : parseOffset(summerEast)
  const changes = rest.split(',').map(parseChange)
  const [begin, end] = changes
  if (summerOffset === undefined || begin === undefined || end === undefined || changes.length > 2)
    return undefined
  const summer = { name: unbracketed(summerName), offset: -summerOffset, isDst: true }
  return { standard, summer, changes: [begin, end] }
}

function unbracketed(name: string): string {
  return name.startsWith('<') ? name.slice(1, -1) : name
}

/** Seconds of `[+-]hh[:mm[:ss]]`. */
function parseOffset(text: string): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number)
  if (hours > 24 * 7 || minutes > 59 || seconds > 59) return undefined
  const offset = hours * 3600 + minutes * 60 + seconds
  return text.startsWith('-') ? -offset : offset
}

/** `Jn` counts days without the leap day, `n` with it, `Mm.w.d` names a weekday. */
function parseChange(text: string): ChangeRule | undefined {
  const match =
    /^(?:J([0-9]+)|M([0-9]+)\.([0-9]+)\.([0-9]+)|([0-9]+))(?:\/([+-]?[0-9]+(?::[0-9]+(?::[0-9]+)?)?))?$/.exec(
      text,
    )
  if (match === null) return undefined
  const [, julian, month, week, weekday, day, at] = match
  const time = at === undefined ? 2 * 3600 : parseOffset(at)
  if (time === undefined) return undefined
  const within = (value: string | undefined, low: number, high: number): boolean =>
    Number(value) >= low && Number(value) <= high
  const none = { week: 0, month: 0, time }
  if (julian !== undefined)
    return within(julian, 1, 365) ? { ...none, kind: 'julian', day: Number(julian) } : undefined
  if (day !== undefined) return within(day, 0, 365) ? { ...none, kind: 'day', day: Number(day) } : undefined
  if (!within(month, 1, 12) || !within(week, 1, 5) || !within(weekday, 0, 6)) return undefined
  return { kind: 'weekday', day: Number(weekday), week: Number(week), month: Number(month), time }
}

/** When in a year, in seconds of universal time, the clocks change that show `offset` before. */
function secondsIntoYear(year: number, rule: ChangeRule, offset: number): number {
  return dayOfChange(year, rule) * 86_400 + rule.time - offset
}

function dayOfChange(year: number, { kind, day, week, month }: ChangeRule): number {
  if (kind === 'day') return day
  if (kind === 'julian') return isLeapYear(year) && day >= 60 ? day : day - 1
  const length = daysIn(month, year)
  const before = daysBefore(month) + (month > 2 && isLeapYear(year) ? 1 : 0)
  let found = (day - weekdayOfFirst(year, month) + 7) % 7
  for (let i = 1; i < week && found + 7 < length; i++) found += 7
  return before + found
}

/** Weekday of the first of a month, by Zeller. */
function weekdayOfFirst(year: number, month: number): number {
  const fromMarch = ((month + 9) % 12) + 1
  const y = month <= 2 ? year - 1 : year
  const century = Math.trunc(y / 100)
  const rest = y % 100
  const day =
    (Math.trunc((26 * fromMarch - 2) / 10) +
      1 +
      rest +
      Math.trunc(rest / 4) +
      Math.trunc(century / 4) -
      2 * century) %
    7
  return day < 0 ? day + 7 : day
}
