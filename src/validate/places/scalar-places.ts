import type { Span } from '../rule.ts'

/**
 * Where each UTF-16 unit of a decoded scalar stands in the text: follows quotes, escapes, folding, and the
 * indentation and chomping of block scalars. `token` is the scalar in the text with its quotes or indicator.
 * Undefined when the two do not belong together.
 */
export function scalarPlaces(text: string, token: Span, value: string): ScalarPlaces | undefined {
  const places = new ScalarPlaces(value.length, token)
  const sign = text[token.start]
  const fits =
    sign === '|' || sign === '>'
      ? followBlock(text, token, value, places)
      : sign === '"' || sign === "'"
        ? followLine(text, { start: token.start + 1, end: token.end - 1 }, value, places, sign)
        : followLine(text, token, value, places, '')
  return fits ? places : undefined
}

/** The place in the text of every unit of a value. */
export class ScalarPlaces {
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array
  readonly #token: Span
  #known = 0

  constructor(length: number, token: Span) {
    this.#starts = new Uint32Array(length)
    this.#ends = new Uint32Array(length)
    this.#token = token
  }

  /** How many units have their place. */
  get known(): number {
    return this.#known
  }

  /** The next unit of the value stands here. */
  add(start: number, end: number): void {
    this.#starts[this.#known] = start
    this.#ends[this.#known++] = end
  }

  /** The stretch of the text that the units `from` to `to` of the value were read from. */
  span(from: number, to: number): Span {
    const last = this.#known - 1
    if (last < 0) return this.#token
    if (from > last) {
      const end = this.#ends[last] as number
      return { start: end, end }
    }
    const start = this.#starts[Math.max(from, 0)] as number
    const end = this.#ends[Math.min(Math.max(to - 1, from, 0), last)] as number
    return { start, end: Math.max(end, start) }
  }
}

const breaks = /[\n\r\x85\u2028\u2029]/
const blank = /[ \t]/

/** A plain or quoted scalar: breaks are folded, and the blanks around them dropped. */
function followLine(text: string, inner: Span, value: string, places: ScalarPlaces, quote: string): boolean {
  let i = inner.start
  while (places.known < value.length && i < inner.end) {
    const sign = text.charAt(i)
    if (blank.test(sign) || breaks.test(sign)) i = followSpace(text, i, inner.end, value, places)
    else if (sign === '\\' && quote === '"') i = followEscape(text, i, inner.end, value, places)
    else {
      if (sign !== value[places.known]) return false
      const width = sign === "'" && quote === "'" ? 2 : 1
      places.add(i, i + width)
      i += width
    }
  }
  return places.known === value.length
}

function followSpace(text: string, from: number, end: number, value: string, places: ScalarPlaces): number {
  let i = from
  while (i < end && (blank.test(text.charAt(i)) || breaks.test(text.charAt(i)))) i++
  if (!breaks.test(text.slice(from, i))) for (let k = from; k < i; k++) places.add(k, k + 1)
  else takeBreaks(from, i, value, places)
  return i
}

/** What a stretch with line breaks has become: breaks, or one blank, or nothing. */
function takeBreaks(from: number, to: number, value: string, places: ScalarPlaces): void {
  if (value[places.known] === ' ') places.add(from, to)
  else while (breaks.test(value.charAt(places.known))) places.add(from, to)
}

const widths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 }

function followEscape(text: string, from: number, end: number, value: string, places: ScalarPlaces): number {
  const sign = text.charAt(from + 1)
  if (breaks.test(sign)) {
    let i = from + 1
    while (i < end && (blank.test(text.charAt(i)) || breaks.test(text.charAt(i)))) i++
    while (value[places.known] === '\n') places.add(from, i)
    return i
  }
  const next = from + (widths[sign] ?? 2)
  const units = (value.codePointAt(places.known) ?? 0) > 0xffff ? 2 : 1
  for (let k = 0; k < units; k++) places.add(from, next)
  return next
}

/** A block scalar: each line without its indentation; folded ones may have blanks in the place of breaks. */
function followBlock(text: string, token: Span, value: string, places: ScalarPlaces): boolean {
  const endOfText = value.length + token.end + 1
  let line = nextLine(text, token.start)
  const indentation = indentationOf(text, line, value)
  while (places.known < value.length && line < text.length && line < endOfText) {
    const end = lineEnd(text, line)
    let i = line
    while (i < end && i - line < indentation && text[i] === ' ') i++
    for (; i < end && places.known < value.length; i++) {
      if (text[i] !== value[places.known]) return false
      places.add(i, i + 1)
    }
    const following = nextLine(text, end)
    const sign = value.charAt(places.known)
    if (sign === ' ' || (sign !== '' && breaks.test(sign))) places.add(end, Math.max(following, end))
    line = following
  }
  return places.known === value.length
}

/** Of the first line with content: what stands before it in the text, but not in the value. */
function indentationOf(text: string, from: number, value: string): number {
  const ofText = /^(?:[ \t]*(?:\r\n|[\n\r\x85\u2028\u2029]))*( *)/.exec(text.slice(from))
  const ofValue = /^[\n\x85\u2028\u2029]*( *)/.exec(value)
  return (ofText?.[1]?.length ?? 0) - (ofValue?.[1]?.length ?? 0)
}

function lineEnd(text: string, from: number): number {
  let i = from
  while (i < text.length && !breaks.test(text.charAt(i))) i++
  return i
}

function nextLine(text: string, from: number): number {
  const end = lineEnd(text, from)
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
}
