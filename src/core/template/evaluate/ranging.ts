import { compareBytes } from '../../go-string.ts'
import { entriesOf, itemsOf } from '../types.ts'
import { GoInt, GoPointer, type GoValue, goInt } from '../values.ts'
import { MISSING, type Operand } from './operand.ts'

/** What one turn of a range sets: index or key, and element. */
export type Turn = readonly [index: Operand, element: Operand]

/** The turns of a range over a value; undefined when a range cannot go over it. */
export function turnsOf(value: Operand): Iterator<Turn> | undefined {
  if (value === MISSING || value === null) return [].values()
  if (value instanceof GoPointer) return turnsOf(value.target)
  if (value instanceof GoInt) return count(value)
  const items = itemsOf(value)
  if (items !== undefined) return listed(items)
  const entries = entriesOf(value)
  return entries === undefined ? undefined : sorted(entries)
}

function* count({ type, value, method }: GoInt): Generator<Turn> {
  for (let i = 0n; i < value; i++) yield [MISSING, new GoInt(type, i, method)]
}

function* listed(items: readonly GoValue[]): Generator<Turn> {
  for (const [i, item] of items.entries()) yield [goInt(i), item]
}

/** In the order of their keys' bytes; entries that are added or removed meanwhile do not matter. */
function sorted(entries: Map<string, GoValue>): Iterator<Turn> {
  return [...entries].sort(([a], [b]) => compareBytes(a, b)).values()
}
