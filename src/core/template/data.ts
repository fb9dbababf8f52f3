import { MISSING, type Operand } from './evaluate/operand.ts'
import { typeOf } from './types.ts'
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
  type GoValue,
} from './values.ts'

const classes = [GoComplex, GoFunction, GoInt, GoMap, GoNil, GoPointer, GoSlice, GoStruct, Map] as const

/** The dot of a template from JSON-like data, as Go decodes JSON: every number is a float64. Go values stay. */
export function dotOf(data: unknown): Operand {
  return data === null || data === undefined ? MISSING : goValue(data)
}

/** A struct with these fields: a name that is not among them is an error, unlike in a map. */
export function structOf(data: object): GoStruct {
  const fields = Object.entries(data).map(([name, value]) => ({ name, value: goValue(value) }))
  const declared = fields.map(({ name, value }) => `${name} ${value === null ? ANY : typeOf(value)}`)
  return new GoStruct(`struct { ${declared.join('; ')} }`, fields)
}

function goValue(data: unknown): GoValue {
  switch (typeof data) {
    case 'boolean':
    case 'string':
    case 'number':
      return data
    case 'bigint':
      return Number(data)
    case 'object':
      break
    default:
      return null
  }
  if (data === null || isGoValue(data)) return data
  if (Array.isArray(data)) return data.map(goValue)
  return new Map(
    Object.entries(data).flatMap(([key, item]) => (item === undefined ? [] : [[key, goValue(item)]])),
  )
}

function isGoValue(
  data: object,
): data is Exclude<GoValue, null | boolean | string | number | readonly GoValue[]> {
  return classes.some((known) => data instanceof known)
}
