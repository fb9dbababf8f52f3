import { type GoField, GoInt, GoNil, GoStruct } from '../../values.ts'
import { fail, type Parameter } from '../parameters.ts'
import { YEAR_ONE_TO_1970 } from './calendar.ts'
import { SECOND, saturated } from './duration.ts'
import type { Moment, TimeValue } from './moment.ts'
import { timeMethod } from './time-methods.ts'
import { UTC, type Zone } from './zone.ts'

/** A `time.Time`. */
export class GoTime extends GoStruct implements TimeValue {
  readonly seconds: bigint
  readonly nanosecond: number
  readonly zone: Zone
  readonly monotonic: bigint | undefined
  readonly local: Zone

  constructor({ seconds, nanosecond, zone }: Moment, local: Zone, monotonic?: bigint) {
    super('time.Time', fieldsOf({ seconds, nanosecond, zone }, monotonic), (name) =>
      timeMethod(this, time, name),
    )
    this.seconds = seconds
    this.nanosecond = nanosecond
    this.zone = zone
    this.local = local
    this.monotonic = monotonic
  }

  in(zone: Zone): GoTime {
    return new GoTime({ seconds: this.seconds, nanosecond: this.nanosecond, zone }, this.local)
  }

  add(nanoseconds: bigint): GoTime {
    const sum = BigInt(this.nanosecond) + nanoseconds
    const rest = ((sum % SECOND) + SECOND) % SECOND
    const seconds = addSaturated(this.seconds, (sum - rest) / SECOND)
    const moment = { seconds, nanosecond: Number(rest), zone: this.zone }
    return new GoTime(
      moment,
      this.local,
      this.monotonic === undefined ? undefined : this.monotonic + nanoseconds,
    )
  }

  at(seconds: bigint): GoTime {
    return new GoTime({ seconds, nanosecond: this.nanosecond, zone: this.zone }, this.local)
  }

  since(other: TimeValue): bigint {
    if (this.monotonic !== undefined && other.monotonic !== undefined) return this.monotonic - other.monotonic
    return saturated((this.seconds - other.seconds) * SECOND + BigInt(this.nanosecond - other.nanosecond))
  }
}

export const time: Parameter<GoTime> = {
  type: 'time.Time',
  read: (value) => (value instanceof GoTime ? value : fail('a time.Time that was not made here')),
}

/** The zero time: the first second of year 1. */
export function zeroTime(local: Zone): GoTime {
  return new GoTime({ seconds: -YEAR_ONE_TO_1970, nanosecond: 0, zone: UTC }, local)
}

/** Counted from year 1, as Go does, the sum stops at the ends of 64 bits. */
function addSaturated(seconds: bigint, more: bigint): bigint {
  const internal = BigInt.asIntN(64, seconds + YEAR_ONE_TO_1970)
  const sum = internal + more
  const bounded = sum >= 1n << 63n ? (1n << 63n) - 1n : sum < -(1n << 63n) ? -(1n << 63n) + 1n : sum
  return BigInt.asIntN(64, bounded - YEAR_ONE_TO_1970)
}

const HAS_MONOTONIC = 1n << 63n
const YEAR_1885_TO_1970 = 2_682_374_400n

/** What Go keeps inside; only comparing and printing with verbs such as `%d` shows it. */
function fieldsOf(moment: Moment, monotonic: bigint | undefined): readonly GoField[] {
  const nanosecond = BigInt(moment.nanosecond)
  const wall =
    monotonic === undefined
      ? nanosecond
      : HAS_MONOTONIC | ((moment.seconds + YEAR_1885_TO_1970) << 30n) | nanosecond
  const ext = monotonic ?? BigInt.asIntN(64, moment.seconds + YEAR_ONE_TO_1970)
  return [
    { name: 'wall', value: new GoInt('uint64', BigInt.asUintN(64, wall)) },
    { name: 'ext', value: new GoInt('int64', BigInt.asIntN(64, ext)) },
    { name: 'loc', value: moment.zone === UTC ? new GoNil('*time.Location') : moment.zone },
  ]
}
