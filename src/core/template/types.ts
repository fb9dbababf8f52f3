import {
  ANY,
  GoComplex,
  GoFunction,
  GoInt,
  GoMap,
  GoNil,
  GoPointer,
  GoSlice,
  GoStruct,
  type GoType,
  type GoValue,
  NIL_LIST,
  NIL_MAP,
} from './values.ts'

/** Kinds as reflect names them. */
export type Kind =
  | 'invalid'
  | 'bool'
  | IntKind
  | UintKind
  | 'float32'
  | 'float64'
  | 'complex128'
  | 'string'
  | 'slice'
  | 'array'
  | 'map'
  | 'struct'
  | 'ptr'
  | 'func'
  | 'interface'

export type IntKind = 'int' | 'int8' | 'int16' | 'int32' | 'int64'
export type UintKind = 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'uintptr'

const basicKinds: ReadonlyMap<GoType, Kind> = new Map<GoType, Kind>([
  ...(
    [
      ...['bool', 'string', 'float32', 'float64', 'complex128', 'func'],
      ...['int', 'int8', 'int16', 'int32', 'int64'],
      ...['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uintptr'],
    ] as Kind[]
  ).map((kind): [GoType, Kind] => [kind, kind]),
  [ANY, 'interface'],
  ['error', 'interface'],
  ['fmt.Stringer', 'interface'],
  ['time.Duration', 'int64'],
  ['time.Month', 'int'],
  ['time.Weekday', 'int'],
])

/** The kind of a declared type; a named type that is not known is taken for a struct. */
export function kindOfType(type: GoType): Kind {
  const known = basicKinds.get(type)
  if (known !== undefined) return known
  if (type.startsWith('[]')) return 'slice'
  if (type.startsWith('[')) return 'array'
  if (type.startsWith('map[')) return 'map'
  if (type.startsWith('*')) return 'ptr'
  if (type.startsWith('func(')) return 'func'
  return 'struct'
}

/** The dynamic type of a value, `<nil>` for nil, as `%T` prints it. */
export function typeOf(value: GoValue): GoType {
  if (value === null) return '<nil>'
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'string':
      return 'string'
    case 'number':
      return 'float64'
  }
  if (value instanceof Map) return 'map[string]interface {}'
  if ('type' in value) return value.type
  return '[]interface {}'
}

/** The kind of a value; that of nil is `invalid`. */
export function kindOf(value: GoValue): Kind {
  if (value === null) return 'invalid'
  switch (typeof value) {
    case 'boolean':
      return 'bool'
    case 'string':
      return 'string'
    case 'number':
      return 'float64'
  }
  if (Array.isArray(value)) return 'slice'
  if (value instanceof Map || value instanceof GoMap) return 'map'
  if (value instanceof GoStruct) return 'struct'
  if (value instanceof GoPointer) return 'ptr'
  if (value instanceof GoFunction) return 'func'
  if (value instanceof GoComplex) return 'complex128'
  return kindOfType(typeOf(value))
}

/** The type of a slice's, array's or map's elements. */
export function elementType(type: GoType): GoType {
  return type.slice(type.indexOf(']') + 1)
}

/** Items of any slice or array; undefined when the value is none. */
export function itemsOf(value: GoValue): readonly GoValue[] | undefined {
  if (Array.isArray(value)) return value
  return value instanceof GoSlice ? value.items : undefined
}

/** Entries of any map; undefined when the value is none. */
export function entriesOf(value: GoValue): Map<string, GoValue> | undefined {
  if (value instanceof Map) return value
  return value instanceof GoMap ? value.entries : undefined
}

/** Whether the value is nil: an interface, slice, map, pointer or function without content. */
export function isNil(value: GoValue): boolean {
  if (value === null || value === NIL_LIST || value === NIL_MAP || value instanceof GoNil) return true
  return (value instanceof GoSlice || value instanceof GoMap) && value.nil
}

/** Whether a nil can stand for a value of the type. */
export function isNillable(kind: Kind): boolean {
  return ['interface', 'map', 'slice', 'ptr', 'func'].includes(kind)
}

/** The zero value of a type; that of a struct is not known here. */
export function zeroOf(type: GoType): GoValue {
  const kind = kindOfType(type)
  switch (kind) {
    case 'interface':
      return type === ANY ? null : new GoNil(type)
    case 'slice':
      return type === '[]interface {}' ? NIL_LIST : new GoSlice(type, null)
    case 'map':
      return type === 'map[string]interface {}' ? NIL_MAP : new GoMap(type, null)
    case 'bool':
      return false
    case 'string':
      return ''
    case 'float32':
    case 'float64':
      return 0
    case 'complex128':
      return new GoComplex(0, 0)
    case 'struct':
    case 'array':
    case 'ptr':
    case 'func':
    case 'invalid':
      return new GoNil(type)
    default:
      return new GoInt(type, 0n)
  }
}

/** Whether a value counts as true: not zero, not empty, not nil. */
export function isTrue(value: GoValue): boolean {
  if (value === null) return false
  if (typeof value !== 'object') return Boolean(value) || Number.isNaN(value)
  if (value instanceof GoInt) return value.value !== 0n
  const items = itemsOf(value)
  if (items !== undefined) return items.length > 0
  const entries = entriesOf(value)
  if (entries !== undefined) return entries.size > 0
  if (value instanceof GoComplex) return value.real !== 0 || value.imaginary !== 0
  return !(value instanceof GoNil)
}
