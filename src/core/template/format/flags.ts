/** What stands between `%` and the verb. */
export interface Flags {
  minus: boolean
  plus: boolean
  sharp: boolean
  space: boolean
  zero: boolean
  /** `%+v` and `%#v`, which are verbs of their own: plus and sharp are then off. */
  plusV: boolean
  sharpV: boolean
  /** Least width in code points; 0 for none. */
  width: number
  precision: number | undefined
}

/** No flag set. */
export function noFlags(): Flags {
  return {
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
    width: 0,
    precision: undefined,
  }
}
