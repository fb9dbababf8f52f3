import { GoPointer, GoStruct } from '../../values.ts'
import { define } from '../parameters.ts'

/** What clocks show in a zone for some time. */
export interface Period {
  /** `CET`. */
  readonly name: string
  /** Seconds east of Greenwich. */
  readonly offset: number
  readonly isDst: boolean
  /** Seconds since 1970; the end is not part of it. */
  readonly start: bigint
  readonly end: bigint
}

export const BEGINNING = -(1n << 63n)
export const END = (1n << 63n) - 1n

/** The rules of a zone, `*time.Location` in Go. */
export class Zone extends GoPointer {
  readonly name: string
  readonly #lookup: (seconds: bigint) => Period
  readonly #names: readonly Pick<Period, 'name' | 'offset'>[]

  /** `names` lists all abbreviations in use, in order of preference. */
  constructor(
    name: string,
    lookup: (seconds: bigint) => Period,
    names: readonly Pick<Period, 'name' | 'offset'>[],
  ) {
    super('*time.Location', new GoStruct('time.Location', [{ name: 'name', value: name }]), (method) =>
      method === 'String' ? define(method, [], () => name) : undefined,
    )
    this.name = name
    this.#lookup = lookup
    this.#names = names
  }

  /** The period that holds at a number of seconds since 1970. */
  at(seconds: bigint): Period {
    return this.#lookup(seconds)
  }

  /** The offset that an abbreviation stands for at a local time; undefined when the zone does not know it. */
  offsetOf(abbreviation: string, localSeconds: bigint): number | undefined {
    const known = this.#names.filter(({ name }) => name === abbreviation)
    const inUse = known
      .map(({ offset }) => this.at(localSeconds - BigInt(offset)))
      .find(({ name }) => name === abbreviation)
    return (inUse ?? known[0])?.offset
  }
}

/** One offset for ever. */
export function fixedZone(name: string, offset: number, abbreviation = name): Zone {
  const period = { name: abbreviation, offset, isDst: false, start: BEGINNING, end: END }
  return new Zone(name, () => period, [period])
}

/** Universal time. */
export const UTC: Zone = fixedZone('UTC', 0)
