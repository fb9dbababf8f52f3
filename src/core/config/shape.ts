/**
 * The shape of a configuration value: what a step key may hold. One description serves the decoder, the JSON
 * Schema, the reference pages and "did you mean". Kinds are those of yip's Go structs, because yip's decoder
 * decides what a valid file is.
 */

/** What people read about a value; none of it changes how it is decoded. */
export interface Notes {
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  /** Never printed in logs, plans or reports. */
  readonly secret?: boolean
}

declare const value: unique symbol
interface Typed<T> {
  readonly [value]?: T
}

/** A Go `string`. */
export interface TextShape extends Notes, Typed<string> {
  readonly kind: 'text'
  /** An empty text that was written down is kept, so that it can be told from none; null counts as none. */
  readonly optional?: true
}
/** A Go `int` (64 bits), `uint64` or `uint32`; a value past 2^53-1 decodes to a bigint. */
export interface NumberShape<T extends number | bigint = number | bigint> extends Notes, Typed<T> {
  readonly kind: 'int' | 'uint64' | 'uint32'
  /** A Go pointer: a zero that was written down is kept, so that it can be told from none; null counts as none. */
  readonly optional?: true
}
/** A Go `bool`. */
export interface FlagShape extends Notes, Typed<boolean> {
  readonly kind: 'flag'
}
/** A Go slice. */
export interface ListShape<T> extends Notes, Typed<readonly T[]> {
  readonly kind: 'list'
  readonly item: Shape
}
/** A Go `map[string]T`; a null value keeps T's zero value (of a list: an empty one). */
export interface MapShape<T> extends Notes, Typed<Readonly<Record<string, T>>> {
  readonly kind: 'map'
  readonly item: Shape
  /** The only keys that mean something; Go has a string type of its own for them (`if_files`). */
  readonly keys?: readonly string[]
}
/** A Go struct; `optional` marks a pointer to one, which tells absent from empty. */
export interface RecordShape<T> extends Notes, Typed<T> {
  readonly kind: 'record'
  readonly fields: Readonly<Record<string, Shape>>
  readonly optional: boolean
}

export type Shape =
  | TextShape
  | NumberShape
  | FlagShape
  | ListShape<unknown>
  | MapShape<unknown>
  | RecordShape<unknown>

/** The type of decoded values of a shape. Zero values are left out of records, so every field is optional. */
export type Decoded<S> = S extends Typed<infer T> ? T : never

type Fields = Readonly<Record<string, Shape>>
type DecodedFields<F extends Fields> = { readonly [K in keyof F]?: Decoded<F[K]> }

export const text = (notes: Notes = {}): TextShape => ({ ...notes, kind: 'text' })
/** A text for which "given, but empty" means something else than "not given". */
export const optionalText = (notes: Notes = {}): TextShape => ({ ...notes, kind: 'text', optional: true })
export const flag = (notes: Notes = {}): FlagShape => ({ ...notes, kind: 'flag' })
/** A 64-bit signed number. Values past 2^53-1 make no sense where it is used (owners, timeouts). */
export const integer = (notes: Notes = {}): NumberShape<number> => ({ ...notes, kind: 'int' })
/** A 64-bit signed number for which 0 means something else than "not given". */
export const optionalInteger = (notes: Notes = {}): NumberShape => ({ ...notes, kind: 'int', optional: true })
/** A 64-bit unsigned number, such as a size. */
export const size = (notes: Notes = {}): NumberShape => ({ ...notes, kind: 'uint64' })
/** File permissions, `0644`. */
export const mode = (notes: Notes = {}): NumberShape<number> => ({ ...notes, kind: 'uint32' })
export const list = <S extends Shape>(item: S, notes: Notes = {}): ListShape<Decoded<S>> => ({
  ...notes,
  kind: 'list',
  item,
})
export const map = <S extends Shape>(
  item: S,
  notes: Notes & { readonly keys?: readonly string[] } = {},
): MapShape<Decoded<S>> => ({
  ...notes,
  kind: 'map',
  item,
})
export const record = <F extends Fields>(fields: F, notes: Notes = {}): RecordShape<DecodedFields<F>> => ({
  ...notes,
  kind: 'record',
  fields,
  optional: false,
})
export const optionalRecord = <F extends Fields>(
  fields: F,
  notes: Notes = {},
): RecordShape<DecodedFields<F>> => ({
  ...notes,
  kind: 'record',
  fields,
  optional: true,
})
