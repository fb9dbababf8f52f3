const pattern =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))| +(\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?)?$/

/** Whether an unquoted scalar is a date, or a date and time, in one of the forms that yaml.v3 tries. */
export function isTimestamp(value: string): boolean {
  if (value.charCodeAt(4) !== 45) return false
  const match = pattern.exec(value)
  if (match === null) return false
  const [year = 0, month = 0, day = 0, ...rest] = match.slice(1).map((digits) => Number(digits ?? 0))
  const [
    hour = 0,
    minute = 0,
    second = 0,
    zoneHour = 0,
    zoneMinute = 0,
    hour2 = 0,
    minute2 = 0,
    second2 = 0,
  ] = rest
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false
  if (zoneHour > 24 || zoneMinute > 60) return false
  return hour < 24 && hour2 < 24 && minute < 60 && minute2 < 60 && second < 60 && second2 < 60
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
