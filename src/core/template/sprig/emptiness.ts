import { entriesOf, itemsOf } from '../types.ts'
import { GoComplex, GoInt, GoNil, type GoValue } from '../values.ts'

/** Whether sprig takes a value for empty: nil, zero, false, or without content. Structs and pointers never are. */
export function isEmpty(value: GoValue): boolean {
  if (value === null || value === '' || value === false || value === 0) return true
  if (value instanceof GoInt) return value.value === 0n
  if (value instanceof GoComplex) return value.real === 0 && value.imaginary === 0
  if (value instanceof GoNil) return true
  return itemsOf(value)?.length === 0 || entriesOf(value)?.size === 0
}
