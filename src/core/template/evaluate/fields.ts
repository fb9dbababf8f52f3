import { isExported } from '../format/printer.ts'
import { entriesOf, kindOfType, typeOf } from '../types.ts'
import { type GoFunction, GoNil, GoPointer, GoStruct, type GoValue } from '../values.ts'
import { MISSING, type Operand } from './operand.ts'

/** What a name behind a point stands for. */
export type Member =
  | { readonly is: 'method'; readonly method: GoFunction }
  | { readonly is: 'field' | 'entry'; readonly value: Operand }
  | { readonly is: 'error'; readonly message: string }

/** Looks a name up in a value: a method, a field of a struct, an entry of a map, in this order. */
export function member(receiver: Operand, name: string): Member {
  if (receiver === MISSING) return { is: 'field', value: MISSING }
  if (receiver === null) return { is: 'error', message: `.${name} is asked of nil` }
  const method = methodOf(receiver, name)
  if (method !== undefined) return { is: 'method', method }
  const value = followed(receiver)
  if (value instanceof GoStruct) return field(value, name)
  const entries = value === null ? undefined : entriesOf(value)
  if (entries !== undefined)
    return { is: 'entry', value: entries.has(name) ? (entries.get(name) ?? null) : MISSING }
  if (value instanceof GoNil && kindOfType(value.type) === 'ptr') {
    return { is: 'error', message: `.${name} is asked of a nil ${value.type}` }
  }
  return { is: 'error', message: `.${name} is asked of a ${typeOf(value)}, which has no such field` }
}

function field(struct: GoStruct, name: string): Member {
  const found = struct.fields.find((candidate) => candidate.name === name)
  if (found === undefined) return { is: 'error', message: `.${name} is no field of ${struct.type}` }
  if (!isExported(name)) return { is: 'error', message: `.${name} of ${struct.type} is private` }
  return { is: 'field', value: found.value }
}

function methodOf(receiver: GoValue, name: string): GoFunction | undefined {
  let holder = receiver
  // Of pointers to pointers the last one has the methods.
  while (holder instanceof GoPointer && holder.target instanceof GoPointer) holder = holder.target
  return holder !== null && typeof holder === 'object' && 'method' in holder
    ? holder.method?.(name)
    : undefined
}

function followed(value: GoValue): GoValue {
  return value instanceof GoPointer ? followed(value.target) : value
}
