import { quote } from '../../format/quote.ts'
import { fail } from '../parameters.ts'
import { isFraction, monthNames, piecesOf, weekdayNames } from './layout.ts'
import type { Moment } from './moment.ts'
import { type Fields, momentOf, NO_OFFSET } from './time-fields.ts'
import { UTC, type Zone } from './zone.ts'

/** Reads a text by a layout; times without a zone are in `zone`. Fails when the text does not fit. */
export function parseTime(layout: string, text: string, zone: Zone): Moment {
  return momentOf(new TimeReader(layout, text).read(), zone, text)
}

class TimeReader {
  readonly #layout: string
  readonly #text: string
  #rest: string
  readonly #fields: Fields = {
    ...{ year: 0, hour: 0, minute: 0, second: 0, nanosecond: 0 },
    ...{ offset: NO_OFFSET, abbreviation: '' },
  }

  constructor(layout: string, text: string) {
    this.#layout = layout
    this.#text = text
    this.#rest = text
  }

  read(): Fields {
    const pieces = piecesOf(this.#layout)
    for (const [i, { literal, element }] of pieces.entries()) {
      this.#skip(literal)
      if (element !== '') this.#element(element, pieces[i + 1]?.element ?? '')
    }
    if (this.#rest !== '') fail(`parsing time ${quote(this.#text)}: extra text: ${quote(this.#rest)}`)
    return this.#fields
  }

  /** Literal text; one blank stands for any number of them. */
  #skip(literal: string): void {
    for (const part of literal.match(/ +|[^ ]+/g) ?? []) {
      if (!part.startsWith(' ')) {
        if (!this.#rest.startsWith(part)) this.#mismatch(literal)
        this.#rest = this.#rest.slice(part.length)
      } else {
        if (this.#rest !== '' && !this.#rest.startsWith(' ')) this.#mismatch(literal)
        this.#rest = this.#rest.replace(/^ +/, '')
      }
    }
  }

  #mismatch(element: string): never {
    const what = [this.#text, this.#layout, this.#rest, element].map((text) => quote(text))
    return fail(`parsing time ${what[0]} as ${what[1]}: cannot parse ${what[2]} as ${what[3]}`)
  }

  #outOfRange(what: string): never {
    return fail(`parsing time ${quote(this.#text)}: ${what} out of range`)
  }

  /** Takes what a pattern matches at the start. */
  #take(pattern: RegExp, element: string): RegExpExecArray {
    const match = pattern.exec(this.#rest) ?? this.#mismatch(element)
    this.#rest = this.#rest.slice(match[0].length)
    return match
  }

  /** One or two digits, or exactly two. */
  #number(element: string, width: 'fixed' | 'free'): number {
    return Number(this.#take(width === 'fixed' ? /^[0-9]{2}/ : /^[0-9]{1,2}/, element)[0])
  }

  #ranged(element: string, low: number, high: number, what: string): number {
    const value = this.#number(element, element.startsWith('0') ? 'fixed' : 'free')
    return value < low || value > high ? this.#outOfRange(what) : value
  }

  /** The position of a name, in any letter case. */
  #name(names: readonly string[], element: string): number {
    const index = names.findIndex((name) => new RegExp(`^${name}`, 'i').test(this.#rest))
    if (index < 0) this.#mismatch(element)
    this.#rest = this.#rest.slice(names[index]?.length)
    return index
  }

  #element(element: string, next: string): void {
    const fields = this.#fields
    switch (element) {
      case '2006':
        fields.year = Number(this.#take(/^[0-9]{4}/, element)[0])
        break
      case '06': {
        const year = Number(this.#take(/^(?:[0-9]{2}|[+-][0-9])/, element)[0])
        fields.year = year + (year >= 69 ? 1900 : 2000)
        break
      }
      case 'January':
        fields.month = this.#name(monthNames, element) + 1
        break
      case 'Jan':
        fields.month = this.#name(monthNames.map(short), element) + 1
        break
      case '1':
      case '01':
        fields.month = this.#ranged(element, 1, 12, 'month')
        break
      case 'Monday':
        this.#name(weekdayNames, element)
        break
      case 'Mon':
        this.#name(weekdayNames.map(short), element)
        break
      case '2':
      case '_2':
      case '02':
        if (element === '_2') this.#take(/^ ?/, element)
        fields.day = this.#number(element, element === '02' ? 'fixed' : 'free')
        break
      case '__2':
      case '002':
        if (element === '__2') this.#take(/^ {0,2}/, element)
        fields.yearDay = Number(this.#take(element === '002' ? /^[0-9]{3}/ : /^[0-9]{1,3}/, element)[0])
        break
      case '15':
        fields.hour = this.#ranged(element, 0, 23, 'hour')
        break
      case '3':
      case '03':
        fields.hour = this.#ranged(element, 0, 12, 'hour')
        break
      case '4':
      case '04':
        fields.minute = this.#ranged(element, 0, 59, 'minute')
        break
      case '5':
      case '05':
        fields.second = this.#ranged(element, 0, 59, 'second')
        // A fraction may follow the seconds even when the layout has none.
        if (!isFraction(next) && /^[.,][0-9]/.test(this.#rest)) this.#fraction(/^[.,][0-9]+/, element)
        break
      case 'PM':
      case 'pm':
        fields.half =
          this.#take(element === 'PM' ? /^[AP]M/ : /^[ap]m/, element)[0].toLowerCase() === 'pm' ? 'pm' : 'am'
        break
      case 'MST':
        this.#abbreviation(element)
        break
      default:
        if (!isFraction(element)) this.#offset(element)
        else if (element.charAt(1) === '0') this.#fraction(exactFraction(element.length - 1), element)
        else if (/^[.,][0-9]/.test(this.#rest)) this.#fraction(/^[.,][0-9]+/, element)
    }
  }

  #fraction(pattern: RegExp, element: string): void {
    const digits = this.#take(pattern, element)[0].slice(1, 10)
    if (digits.startsWith('-') && Number(digits) < 0) this.#outOfRange('fractional second')
    this.#fields.nanosecond = Number(digits.replace(/^[+-]$/, '0')) * 10 ** (9 - digits.length)
  }

  #offset(element: string): void {
    const fields = this.#fields
    if (element.startsWith('Z') && this.#rest.startsWith('Z')) {
      this.#rest = this.#rest.slice(1)
      fields.zone = UTC
      return
    }
    const form = element.slice(1).replace(/[0-9]{2}/g, '([0-9]{2})')
    const match = this.#take(new RegExp(`^([+-])${form}`), element)
    const [hours = 0, minutes = 0, seconds = 0] = match.slice(2).map(Number)
    if (hours > 24) this.#outOfRange('time zone offset hour')
    if (minutes > 60) this.#outOfRange('time zone offset minute')
    if (seconds > 60) this.#outOfRange('time zone offset second')
    const offset = hours * 3600 + minutes * 60 + seconds
    fields.offset = match[1] === '-' && offset !== 0 ? -offset : offset
  }

  /** `CET`, `GMT+3`, `+03`: three letters, four or five that end in T, and a few others. */
  #abbreviation(element: string): void {
    if (this.#rest.startsWith('UTC')) {
      this.#rest = this.#rest.slice(3)
      this.#fields.zone = UTC
      return
    }
    if (this.#rest.length < 3) this.#mismatch(element)
    const forms =
      /^(?:ChST|MeST|GMT(?:[+-]0*(?:[0-9]|1[0-9]|2[0-3])(?![0-9]))?|[+-]0*(?:[0-9]|1[0-9]|2[0-3])(?![0-9])|(?:[A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3})(?![A-Z]))/
    this.#fields.abbreviation = this.#take(forms, element)[0]
  }
}

function short(name: string): string {
  return name.slice(0, 3)
}

/** As many digits as the layout has; Go also takes a sign for the first. */
function exactFraction(length: number): RegExp {
  return new RegExp(`^[.,](?:[0-9]{${length}}|[+-][0-9]{${length - 1}})`)
}
