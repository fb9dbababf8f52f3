import { entriesOf, isNil, itemsOf } from '../types.ts'
import { GoMap, GoSlice, type GoValue } from '../values.ts'
import { fail } from './parameters.ts'

/** A value that is not copied like any other. */
export interface Copyable {
  deepCopied(): GoValue
}

/** A copy that shares no map or list with the original. Values that nothing can change are shared. */
export function deepCopy(value: GoValue): GoValue {
  return value === null ? fail('reflect: call of reflect.Value.Type on zero Value') : copied(value)
}

function copied(value: GoValue): GoValue {
  if (isNil(value)) return value
  const items = itemsOf(value)
  if (items !== undefined) {
    const list = items.map(copied)
    return value instanceof GoSlice ? new GoSlice(value.type, list) : list
  }
  const entries = entriesOf(value)
  if (entries === undefined) return isCopyable(value) ? value.deepCopied() : value
  const map = new Map(Array.from(entries, ([key, item]) => [key, copied(item)]))
  return value instanceof GoMap ? new GoMap(value.type, map) : map
}

function isCopyable(value: GoValue): value is GoValue & Copyable {
  return typeof value === 'object' && value !== null && 'deepCopied' in value
}
