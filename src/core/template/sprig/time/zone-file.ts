import { BEGINNING, END, type Period, Zone } from './zone.ts'
import { periodByRule } from './zone-rule.ts'

interface Clock {
  readonly name: string
  readonly offset: number
  readonly isDst: boolean
}

interface Transition {
  readonly at: bigint
  readonly clock: number
}

/** Reads a file of the time zone database (TZif, RFC 9636); undefined when it is none. */
export function parseZoneFile(name: string, bytes: Uint8Array): Zone | undefined {
  try {
    return zoneOf(name, new Reader(bytes))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function zoneOf(name: string, reader: Reader): Zone | undefined {
  if (reader.text(4) !== 'TZif') return undefined
  const version = reader.text(1)
  if (!['\0', '2', '3'].includes(version)) return undefined
  reader.skip(15)
  const header = counts(reader)
  // From version 2 on the same data follows again with 64-bit times, then a rule for the time after them.
  const size = version === '\0' ? 4 : 8
  if (size === 8) reader.skip(dataLength(header, 4) + 20)
  const { utc, standard, leaps, times, zones, letters } = size === 8 ? counts(reader) : header
  const moments = Array.from({ length: times }, () => reader.signed(size))
  const indexes = reader.take(times)
  const records = Array.from({ length: zones }, () => ({
    offset: Number(reader.signed(4)),
    isDst: reader.take(1)[0] !== 0,
    at: reader.take(1)[0] ?? 0,
  }))
  const abbreviations = reader.text(letters)
  reader.skip(leaps * (size + 4) + standard + utc)
  const rest = reader.rest()
  const rule = /^\n(.+)\n$/s.exec(rest)?.[1] ?? ''
  const clocks = records.map(({ offset, isDst, at }) => ({
    offset,
    isDst,
    name: abbreviation(abbreviations, at),
  }))
  const transitions = moments.map((at, i) => ({ at, clock: indexes[i] ?? 0 }))
  if (clocks.length === 0 || records.some(({ at }) => at >= letters)) return undefined
  if (transitions.some(({ clock }) => clock >= clocks.length)) return undefined
  if (transitions.length === 0) transitions.push({ at: BEGINNING, clock: 0 })
  return new Zone(name, (seconds) => periodAt(clocks, transitions, rule, seconds), clocks)
}

function periodAt(
  clocks: readonly Clock[],
  transitions: readonly Transition[],
  rule: string,
  seconds: bigint,
): Period {
  const next = firstAfter(transitions, seconds)
  const end = transitions[next]?.at ?? END
  const last = transitions[next - 1]
  if (last === undefined) return period(clocks, firstClock(clocks, transitions), BEGINNING, end)
  const ruled = end === END && rule !== '' ? periodByRule(rule, last.at, seconds) : undefined
  return ruled ?? period(clocks, last.clock, last.at, end)
}

function period(clocks: readonly Clock[], index: number, start: bigint, end: bigint): Period {
  const { name, offset, isDst } = clocks[index] ?? { name: 'UTC', offset: 0, isDst: false }
  return { name, offset, isDst, start, end }
}

function firstAfter(transitions: readonly Transition[], seconds: bigint): number {
  let low = 0
  let high = transitions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((transitions[middle]?.at ?? END) <= seconds) low = middle + 1
    else high = middle
  }
  return low
}

/** What clocks showed before the first transition: the first standard time, unless clock 0 is kept for just that. */
function firstClock(clocks: readonly Clock[], transitions: readonly Transition[]): number {
  if (!transitions.some(({ clock }) => clock === 0)) return 0
  const first = transitions[0]?.clock ?? 0
  if (clocks[first]?.isDst === true) {
    const before = clocks.slice(0, first).findLastIndex(({ isDst }) => !isDst)
    if (before >= 0) return before
  }
  return Math.max(
    clocks.findIndex(({ isDst }) => !isDst),
    0,
  )
}

function abbreviation(letters: string, at: number): string {
  const end = letters.indexOf('\0', at)
  return letters.slice(at, end < 0 ? letters.length : end)
}

interface Counts {
  readonly utc: number
  readonly standard: number
  readonly leaps: number
  readonly times: number
  readonly zones: number
  readonly letters: number
}

function counts(reader: Reader): Counts {
  const next = (): number => Number(BigInt.asUintN(32, reader.signed(4)))
  return { utc: next(), standard: next(), leaps: next(), times: next(), zones: next(), letters: next() }
}

function dataLength({ utc, standard, leaps, times, zones, letters }: Counts, size: number): number {
  return times * (size + 1) + zones * 6 + letters + leaps * (size + 4) + standard + utc
}

/** Reads big-endian data; throws a RangeError at its end. */
class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  take(length: number): Uint8Array {
    this.skip(length)
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  skip(length: number): void {
    if (this.#at + length > this.#bytes.length) throw new RangeError('the zone file ends too early')
    this.#at += length
  }

  text(length: number): string {
    return Buffer.from(this.take(length)).toString('latin1')
  }

  signed(size: 4 | 8): bigint {
    this.skip(size)
    const at = this.#at - size
    return size === 4 ? BigInt(this.#bytes.readInt32BE(at)) : this.#bytes.readBigInt64BE(at)
  }

  rest(): string {
    return this.#bytes.toString('latin1', this.#at)
  }
}
