import { quote } from '../../format/quote.ts'
import { fail } from '../parameters.ts'
import { daysBefore, daysIn, isLeapYear, secondsOf } from './calendar.ts'
import type { Moment } from './moment.ts'
import { fixedZone, type Zone } from './zone.ts'

/** What was read so far; undefined: the layout does not have it. */
export interface Fields {
  year: number
  month?: number
  day?: number
  yearDay?: number
  hour: number
  minute: number
  second: number
  nanosecond: number
  half?: 'am' | 'pm'
  /** Seconds east of Greenwich. Go takes -1 for none at all. */
  offset: number
  abbreviation: string
  zone?: Zone
}

export const NO_OFFSET = -1

/** The moment that the fields of a text name; without a zone of their own they are local. */
export function momentOf(fields: Fields, local: Zone, text: string): Moment {
  const { month, day } = dateOf(fields, text)
  const hour =
    fields.half === 'pm' && fields.hour < 12
      ? fields.hour + 12
      : fields.half === 'am' && fields.hour === 12
        ? 0
        : fields.hour
  const second = BigInt(hour * 3600 + fields.minute * 60 + fields.second)
  const asUtc = secondsOf(BigInt(fields.year), BigInt(month), BigInt(day), second)
  const { nanosecond, offset, abbreviation } = fields
  if (fields.zone !== undefined) return { seconds: asUtc, nanosecond, zone: fields.zone }
  if (offset !== NO_OFFSET) {
    const seconds = asUtc - BigInt(offset)
    const period = local.at(seconds)
    const isLocal = period.offset === offset && (abbreviation === '' || period.name === abbreviation)
    return { seconds, nanosecond, zone: isLocal ? local : fixedZone(abbreviation, offset) }
  }
  if (abbreviation === '') return { seconds: localSeconds(asUtc, local), nanosecond, zone: local }
  const known = local.offsetOf(abbreviation, asUtc)
  if (known !== undefined) return { seconds: asUtc - BigInt(known), nanosecond, zone: local }
  const hours = /^GMT([+-][0-9]+)$/.exec(abbreviation)?.[1] ?? '0'
  return { seconds: asUtc, nanosecond, zone: fixedZone(abbreviation, Number(hours) * 3600) }
}

/** Seconds since 1970 of what clocks in a zone show, given as if it were universal time. */
export function localSeconds(asUtc: bigint, zone: Zone): bigint {
  const { offset, start, end } = zone.at(asUtc)
  const seconds = asUtc - BigInt(offset)
  if (offset === 0 || (seconds >= start && seconds < end)) return seconds
  return asUtc - BigInt(zone.at(seconds).offset)
}

function dateOf(fields: Fields, text: string): { month: number; day: number } {
  const wrong = (what: string): never => fail(`parsing time ${quote(text)}: ${what}`)
  const { year, yearDay, month = 1, day = 1 } = fields
  if (yearDay === undefined) {
    return day < 1 || day > daysIn(month, year) ? wrong('day out of range') : { month, day }
  }
  const leap = isLeapYear(year) ? 1 : 0
  if (yearDay < 1 || yearDay > 365 + leap) wrong('day-of-year out of range')
  let found = 12
  const start = (candidate: number): number => daysBefore(candidate) + (candidate > 2 ? leap : 0)
  while (start(found) >= yearDay) found--
  if (fields.month !== undefined && fields.month !== found) wrong('day-of-year does not match month')
  const foundDay = yearDay - start(found)
  if (fields.day !== undefined && fields.day !== foundDay) wrong('day-of-year does not match day')
  return { month: found, day: foundDay }
}
