import { entriesOf, isNil, itemsOf, typeOf } from '../types.ts'
import { GoComplex, GoFunction, GoInt, GoNil, GoPointer, GoStruct, type GoValue } from '../values.ts'

/** Equality of type and content all the way down, as reflect.DeepEqual has it: nil and empty lists differ. */
export function deepEqual(a: GoValue, b: GoValue): boolean {
  return equal(a, b, new Map())
}

/** Pairs of maps that were compared or are being compared: where they meet again, they count as equal. */
type Pairs = Map<GoValue, Set<GoValue>>

function equal(a: GoValue, b: GoValue, assumed: Pairs): boolean {
  if (a instanceof GoFunction || b instanceof GoFunction) return false
  if (a === b && typeof a === 'object') return true
  if (typeOf(a) !== typeOf(b) || isNil(a) !== isNil(b)) return false
  if (a instanceof GoInt) return b instanceof GoInt && a.value === b.value
  if (a instanceof GoNil) return true
  if (a instanceof GoComplex) {
    return b instanceof GoComplex && a.real === b.real && a.imaginary === b.imaginary
  }
  if (a instanceof GoPointer) return b instanceof GoPointer && equal(a.target, b.target, assumed)
  if (a instanceof GoStruct) {
    return (
      b instanceof GoStruct &&
      a.fields.every((field, i) => equal(field.value, b.fields[i]?.value ?? null, assumed))
    )
  }
  const items = itemsOf(a)
  if (items !== undefined) return equalItems(items, itemsOf(b) ?? [], assumed)
  const entries = entriesOf(a)
  const others = entriesOf(b)
  if (entries === undefined || others === undefined) return a === b
  const known = assumed.get(a) ?? new Set()
  if (known.has(b)) return true
  assumed.set(a, known.add(b))
  return equalEntries(entries, others, assumed)
}

function equalItems(a: readonly GoValue[], b: readonly GoValue[], assumed: Pairs): boolean {
  return a.length === b.length && a.every((item, i) => equal(item, b[i] ?? null, assumed))
}

function equalEntries(a: Map<string, GoValue>, b: Map<string, GoValue>, assumed: Pairs): boolean {
  if (a.size !== b.size) return false
  return [...a].every(([key, value]) => {
    const other = b.get(key)
    return other !== undefined && equal(value, other, assumed)
  })
}
