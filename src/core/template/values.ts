/**
 * Go values as templates see them. What JSON holds is kept as JavaScript has it, everything else is one of the
 * small classes below.
 *
 * | Go | here |
 * | --- | --- |
 * | nil interface | null |
 * | bool, string, float64 | boolean, string (as go-string.ts has it), number (minus zero kept) |
 * | every integer type, time.Duration and the like | GoInt |
 * | complex128 | GoComplex |
 * | []interface{}, a nil one | array, NIL_LIST |
 * | map[string]interface{}, a nil one | Map, NIL_MAP |
 * | other slices and arrays; maps with string keys | GoSlice; GoMap |
 * | structs, pointers, functions | GoStruct, GoPointer, GoFunction |
 * | a nil that is not an interface{} and none of the above | GoNil |
 */

/** A Go type as reflect spells it: `int`, `interface {}`, `[]string`, `map[string]bool`, `time.Duration`. */
export type GoType = string

export type GoValue =
  | null
  | boolean
  | string
  | number
  | GoInt
  | GoComplex
  | readonly GoValue[]
  | Map<string, GoValue>
  | GoSlice
  | GoMap
  | GoStruct
  | GoPointer
  | GoFunction
  | GoNil

/** The Go type of anything goes: what a parameter is declared with that takes every value. */
export const ANY: GoType = 'interface {}'

/** Finds a method by name, bound to its receiver. Types without methods have no finder. */
export type MethodFinder = (name: string) => GoFunction | undefined

/** An integer of any type. The value always fits the type: whoever computes wraps around as Go does. */
export class GoInt {
  readonly type: GoType
  readonly value: bigint
  readonly method: MethodFinder | undefined
  constructor(type: GoType, value: bigint, method?: MethodFinder) {
    this.type = type
    this.value = value
    this.method = method
  }
}

/** A complex128: only a literal such as `1i` makes one. */
export class GoComplex {
  readonly type: GoType = 'complex128'
  readonly real: number
  readonly imaginary: number
  constructor(real: number, imaginary: number) {
    this.real = real
    this.imaginary = imaginary
  }
}

/** A slice or array that is not []interface{}: `[]string`, `[]int`, `[]uint8`, `[16]uint8`. */
export class GoSlice {
  readonly type: GoType
  readonly items: readonly GoValue[]
  /** A nil slice: empty, false, and null in JSON. */
  readonly nil: boolean
  constructor(type: GoType, items: readonly GoValue[] | null) {
    this.type = type
    this.items = items ?? []
    this.nil = items === null
  }
}

/** A map with string keys that is not map[string]interface{}: `map[string]string`. */
export class GoMap {
  readonly type: GoType
  readonly entries: Map<string, GoValue>
  readonly nil: boolean
  constructor(type: GoType, entries: Map<string, GoValue> | null) {
    this.type = type
    this.entries = entries ?? new Map()
    this.nil = entries === null
  }
}

/** One field of a struct; Go exports those that start with a capital letter. */
export interface GoField {
  readonly name: string
  /** Declared type, when it is an interface; otherwise that of the value. */
  readonly type?: GoType
  readonly value: GoValue
}

/** A struct, fields in their declared order. */
export class GoStruct {
  readonly type: GoType
  readonly fields: readonly GoField[]
  readonly method: MethodFinder | undefined
  constructor(type: GoType, fields: readonly GoField[], method?: MethodFinder) {
    this.type = type
    this.fields = fields
    this.method = method
  }
}

/** A pointer that is not nil; `method` finds those that its target does not have by itself. */
export class GoPointer {
  readonly type: GoType
  readonly target: GoValue
  readonly method: MethodFinder | undefined
  constructor(type: GoType, target: GoValue, method?: MethodFinder) {
    this.type = type
    this.target = target
    this.method = method
  }
}

/** A nil pointer, function or error: it has a type but no value. */
export class GoNil {
  readonly type: GoType
  constructor(type: GoType) {
    this.type = type
  }
}

/** What a function may further declare. */
export interface GoSignature {
  /** The last parameter repeats; its declared type is that of one argument, not of the slice. */
  readonly variadic?: boolean
  /** Types of the results, when there is not exactly one, not counting an error that `call` throws. */
  readonly results?: readonly GoType[]
}

/**
 * A function or bound method. Arguments arrive checked against `params`: an interface{} gets any value, null for
 * nil; a nil for a list or map arrives as NIL_LIST, NIL_MAP, or a GoSlice, GoMap that is nil.
 */
export class GoFunction {
  readonly type: GoType = 'func'
  readonly name: string
  readonly params: readonly GoType[]
  readonly variadic: boolean
  readonly results: readonly GoType[] | undefined
  /** Throws a {@link GoFunctionError} where Go returns an error or panics. */
  readonly call: (args: GoValue[]) => GoValue
  constructor(
    name: string,
    params: readonly GoType[],
    call: (args: GoValue[]) => GoValue,
    signature: GoSignature = {},
  ) {
    this.name = name
    this.params = params
    this.call = call
    this.variadic = signature.variadic ?? false
    this.results = signature.results
  }
}

/** The method of a value by its name; a pointer has those of what it points to as well. */
export function methodOf(value: GoValue, name: string): GoFunction | undefined {
  if (value === null || typeof value !== 'object' || !('method' in value)) return undefined
  return value.method?.(name) ?? (value instanceof GoPointer ? methodOf(value.target, name) : undefined)
}

/** The error that a Go function returns, or panics with; it ends the template. */
export class GoFunctionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'GoFunctionError'
  }
}

class NilMap extends Map<string, GoValue> {
  override set(): never {
    throw new GoFunctionError('assignment to entry in nil map')
  }
}

/** A nil []interface{}: empty, but null in JSON and equal to nil. Compare by identity. */
export const NIL_LIST: readonly GoValue[] = Object.freeze([])

/** A nil map[string]interface{}: empty, and writing to it fails. Compare by identity. */
export const NIL_MAP: Map<string, GoValue> = new NilMap()

/** A Go `int`, as counts and indexes are. */
export function goInt(value: number | bigint): GoInt {
  return new GoInt('int', BigInt(value))
}
