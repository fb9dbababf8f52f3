/** The Gregorian calendar without bounds, as Go's time counts it: seconds wrap around in 64 bits. */

const SECONDS_PER_DAY = 86_400n
/** Go counts days without sign from this year's first of March; it is a multiple of 400. */
const FIRST_YEAR = -292_277_022_400
const DAYS_PER_ERA = 146_097

/** Seconds from the first day of year 1 to 1970. */
export const YEAR_ONE_TO_1970 = 62_135_596_800n

/** Seconds from Go's first day to 1970. */
const FIRST_DAY_TO_1970 =
  719_468n * SECONDS_PER_DAY + BigInt(-FIRST_YEAR / 400) * BigInt(DAYS_PER_ERA) * SECONDS_PER_DAY

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  /** 1 to 366. */
  readonly yearDay: number
  /** 0 for Sunday. */
  readonly weekday: number
}

export interface CivilTime extends CivilDate {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What calendar and clock show at a number of seconds since 1970, zone offset included. */
export function civilTime(seconds: bigint): CivilTime {
  const absolute = BigInt.asUintN(64, seconds + FIRST_DAY_TO_1970)
  const secondOfDay = Number(absolute % SECONDS_PER_DAY)
  return {
    ...civilDate(Number(absolute / SECONDS_PER_DAY)),
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
  }
}

/** Years run from March to February here, so that the leap day comes last. */
function civilDate(days: number): CivilDate {
  const era = Math.floor(days / DAYS_PER_ERA)
  const dayOfEra = days - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = FIRST_YEAR + era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  const beforeMarch = dayOfYear - 306
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    yearDay: month <= 2 ? beforeMarch + 1 : dayOfYear + 60 + (isLeapYear(year) ? 1 : 0),
    weekday: (days + 3) % 7,
  }
}

/** Seconds since 1970 of a date and time; month and day may be out of their range. */
export function secondsOf(year: bigint, month: bigint, day: bigint, secondOfDay: bigint): bigint {
  const months = year * 12n + month - 1n
  const y = floorDivide(months, 12n)
  const m = months - y * 12n
  const fromMarch = m < 2n ? m + 10n : m - 2n
  const marchYear = m < 2n ? y - 1n : y
  const era = floorDivide(marchYear, 400n)
  const yearOfEra = marchYear - era * 400n
  const dayOfEra =
    yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + (153n * fromMarch + 2n) / 5n + day - 1n
  const days = era * BigInt(DAYS_PER_ERA) + dayOfEra - 719_468n
  return BigInt.asIntN(64, days * SECONDS_PER_DAY + secondOfDay)
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days of a common year before a month (1 to 13). */
export function daysBefore(month: number): number {
  return [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365][month - 1] ?? 0
}

export function daysIn(month: number, year: number): number {
  return month === 2 && isLeapYear(year) ? 29 : daysBefore(month + 1) - daysBefore(month)
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a >= 0n ? a / b : -((-a + b - 1n) / b)
}
