import type { GoStruct } from '../../values.ts'
import type { Zone } from './zone.ts'

/** A point in time, as clocks of a zone show it. */
export interface Moment {
  /** Since 1970. */
  readonly seconds: bigint
  /** 0 to 999,999,999. */
  readonly nanosecond: number
  readonly zone: Zone
}

/** A moment that can be counted with. */
export interface TimeValue extends Moment, GoStruct {
  /** Nanoseconds since the program started, in times that come from the clock itself. */
  readonly monotonic: bigint | undefined
  /** The machine's own zone. */
  readonly local: Zone
  /** The same moment shown in another zone. */
  in(zone: Zone): TimeValue
  /** The moment that many nanoseconds later. */
  add(nanoseconds: bigint): TimeValue
  /** Another moment in the same zone. */
  at(seconds: bigint): TimeValue
  /** Nanoseconds from another moment to this one, at most what 64 bits hold. */
  since(other: TimeValue): bigint
}
