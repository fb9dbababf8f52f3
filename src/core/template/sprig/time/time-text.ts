import { joinBytes } from '../../syntax/strings.ts'
import { type CivilTime, civilTime } from './calendar.ts'
import { isFraction, monthNames, piecesOf, weekdayNames } from './layout.ts'
import type { Moment } from './moment.ts'

interface Shown extends CivilTime {
  readonly nanosecond: number
  /** Abbreviation of the zone, and its offset in seconds. */
  readonly zone: string
  readonly offset: number
}

/** A time in the form of a layout such as `2006-01-02 15:04`. */
export function formatTime(moment: Moment, layout: string): string {
  const { name, offset } = moment.zone.at(moment.seconds)
  const civil = civilTime(moment.seconds + BigInt(offset))
  const shown = { ...civil, nanosecond: moment.nanosecond, zone: name, offset }
  const text = piecesOf(layout).map(({ literal, element }) => literal + formatElement(element, shown))
  return joinBytes(text.join(''))
}

function formatElement(element: string, time: Shown): string {
  switch (element) {
    case '':
      return ''
    case '2006':
      return padded(time.year, 4)
    case '06':
      return padded(Math.abs(time.year % 100), 2)
    case 'January':
      return monthNames[time.month - 1] ?? ''
    case 'Jan':
      return (monthNames[time.month - 1] ?? '').slice(0, 3)
    case '1':
      return String(time.month)
    case '01':
      return padded(time.month, 2)
    case 'Monday':
      return weekdayNames[time.weekday] ?? ''
    case 'Mon':
      return (weekdayNames[time.weekday] ?? '').slice(0, 3)
    case '2':
      return String(time.day)
    case '_2':
      return String(time.day).padStart(2)
    case '02':
      return padded(time.day, 2)
    case '__2':
      return String(time.yearDay).padStart(3)
    case '002':
      return padded(time.yearDay, 3)
    case '15':
      return padded(time.hour, 2)
    case '3':
      return String(time.hour % 12 || 12)
    case '03':
      return padded(time.hour % 12 || 12, 2)
    case '4':
      return String(time.minute)
    case '04':
      return padded(time.minute, 2)
    case '5':
      return String(time.second)
    case '05':
      return padded(time.second, 2)
    case 'PM':
      return time.hour >= 12 ? 'PM' : 'AM'
    case 'pm':
      return time.hour >= 12 ? 'pm' : 'am'
    case 'MST':
      return time.zone === '' ? formatOffset('-0700', time.offset) : time.zone
    default:
      return isFraction(element)
        ? formatFraction(element, time.nanosecond)
        : formatOffset(element, time.offset)
  }
}

function padded(value: number, width: number): string {
  return value < 0 ? `-${padded(-value, width)}` : String(value).padStart(width, '0')
}

/** Zeros in the element ask for that many digits, nines for at most as many. */
function formatFraction(element: string, nanosecond: number): string {
  const separator = element.charAt(0)
  const wanted = element.length - 1
  const digits = padded(nanosecond, 9).slice(0, wanted)
  if (element.charAt(1) === '0') return separator + digits
  const trimmed = nanosecond === 0 ? '' : digits.replace(/0+$/, '')
  return trimmed === '' ? '' : separator + trimmed
}

/** `-0700`, `-07:00` and so on; with a `Z` first, universal time is just that letter. */
function formatOffset(element: string, offset: number): string {
  if (element.startsWith('Z') && offset === 0) return 'Z'
  const minutes = Math.trunc(offset / 60)
  const size = Math.abs(minutes)
  const fields = [
    padded(Math.floor(size / 60), 2),
    padded(size % 60, 2),
    padded((minutes < 0 ? -offset : offset) % 60, 2),
  ]
  const wanted = (element.replaceAll(':', '').length - 1) / 2
  return (minutes < 0 ? '-' : '+') + fields.slice(0, wanted).join(element.includes(':') ? ':' : '')
}
