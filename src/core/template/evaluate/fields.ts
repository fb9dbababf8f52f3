import { isExported } from '../format/printer.ts'
import { entriesOf, kindOfType } from '../types.ts'
import { type GoFunction, GoNil, GoPointer, GoStruct, type GoValue, methodOf } from '../values.ts'
import { MISSING, type Operand } from './operand.ts'
import { inWords } from './wording.ts'

/** What a name behind a point stands for. */
export type Member =
  | { readonly is: 'method'; readonly method: GoFunction }
  | { readonly is: 'field' | 'entry'; readonly value: Operand }
  | { readonly is: 'error'; readonly reason: string }

/** Looks a name up in a value: a method, a field of a struct, an entry of a map, in this order. */
export function member(receiver: Operand, name: string): Member {
  if (receiver === MISSING) return { is: 'field', value: MISSING }
  if (receiver === null) return { is: 'error', reason: `is nil, it has no .${name}` }
  const method = methodOf(lastPointer(receiver), name)
  if (method !== undefined) return { is: 'method', method }
  const value = followed(receiver)
  if (value instanceof GoStruct) return field(value, name)
  const entries = value === null ? undefined : entriesOf(value)
  if (entries !== undefined)
    return { is: 'entry', value: entries.has(name) ? (entries.get(name) ?? null) : MISSING }
  if (value instanceof GoNil && kindOfType(value.type) === 'ptr') {
    return { is: 'error', reason: `is a nil ${value.type}, it has no .${name}` }
  }
  return { is: 'error', reason: `is ${inWords(value)}, it has no .${name}` }
}

function field(struct: GoStruct, name: string): Member {
  const found = struct.fields.find((candidate) => candidate.name === name)
  const exported = struct.fields
    .filter((candidate) => isExported(candidate.name))
    .map((known) => `.${known.name}`)
  if (found === undefined) return { is: 'error', reason: `has no .${name}; it has ${exported.join(', ')}` }
  if (!isExported(name)) return { is: 'error', reason: `keeps .${name} to itself` }
  return { is: 'field', value: found.value }
}

/** Of pointers to pointers the last one, which has the methods. */
function lastPointer(value: GoValue): GoValue {
  return value instanceof GoPointer && value.target instanceof GoPointer ? lastPointer(value.target) : value
}

function followed(value: GoValue): GoValue {
  return value instanceof GoPointer ? followed(value.target) : value
}
