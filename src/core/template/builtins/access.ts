import { byteLength, fromBytes, toBytes } from '../../go-string.ts'
import { MISSING, type Operand } from '../evaluate/operand.ts'
import { inWords } from '../evaluate/wording.ts'
import { elementType, entriesOf, itemsOf, typeOf, zeroOf } from '../types.ts'
import { GoFunctionError, GoInt, GoNil, GoPointer, GoSlice, type GoValue, goInt } from '../values.ts'

/** `x[i][j]...`: bytes of a text, items of a list, entries of a map (the zero value for an absent one). */
export function index(item: Operand, indexes: readonly Operand[]): Operand {
  if (item === MISSING || item === null) throw new GoFunctionError('nil has no items')
  let value: GoValue = item
  for (const at of indexes) value = itemAt(followed(value), at)
  return value
}

/** `x[i:j]` of a text or list; `x[i:j:k]` of a list, where nothing lies behind the end. */
export function slice(item: Operand, indexes: readonly Operand[]): Operand {
  if (item === MISSING || item === null) throw new GoFunctionError('nil cannot be sliced')
  if (indexes.length > 3) throw new GoFunctionError(`${indexes.length} indexes are too many`)
  const value = followed(item)
  const length = sliceableLength(value, indexes.length)
  const [from = 0, to = length, end = length] = indexes.map((at) => position(at, length))
  if (from > to || to > end) throw new GoFunctionError(`the indexes ${from}, ${to}, ${end} are out of order`)
  if (typeof value === 'string') return fromBytes(toBytes(value).subarray(from, to))
  if (value instanceof GoSlice) return new GoSlice(value.type, value.items.slice(from, to))
  return (itemsOf(value) ?? []).slice(from, to)
}

/** Bytes of a text, items of a list, entries of a map. */
export function length(item: Operand): GoInt {
  if (item === MISSING || item === null) throw new GoFunctionError('nil has no length')
  const value = followed(item)
  const size =
    typeof value === 'string' ? byteLength(value) : (itemsOf(value)?.length ?? entriesOf(value)?.size)
  if (size === undefined) throw new GoFunctionError(`${inWords(value)} has no length`)
  return goInt(size)
}

function itemAt(value: GoValue, at: Operand): GoValue {
  if (typeof value === 'string') {
    const bytes = toBytes(value)
    return new GoInt('uint8', BigInt(bytes[existing(at, bytes.length)] ?? 0))
  }
  const items = itemsOf(value)
  if (items !== undefined) return items[existing(at, items.length)] ?? null
  const entries = entriesOf(value)
  if (entries === undefined) throw new GoFunctionError(`${inWords(value)} has no items`)
  if (typeof at !== 'string') throw new GoFunctionError(`the key must be a string, not ${inWords(at)}`)
  return entries.has(at) ? (entries.get(at) ?? null) : zeroOf(elementType(typeOf(value)))
}

function existing(at: Operand, length: number): number {
  const found = position(at, length)
  if (found === length) throw new GoFunctionError(`the index ${found} is behind the last item`)
  return found
}

/** An index from 0 to the length. */
function position(at: Operand, length: number): number {
  if (!(at instanceof GoInt)) throw new GoFunctionError(`the index must be an integer, not ${inWords(at)}`)
  if (at.value < 0n || at.value > BigInt(length))
    throw new GoFunctionError(`the index ${at.value} is out of range`)
  return Number(at.value)
}

function sliceableLength(value: GoValue, indexes: number): number {
  if (typeof value !== 'string') {
    const items = itemsOf(value)
    if (items === undefined) throw new GoFunctionError(`${inWords(value)} cannot be sliced`)
    return items.length
  }
  if (indexes === 3) throw new GoFunctionError('a string cannot be sliced with three indexes')
  return byteLength(value)
}

function followed(value: GoValue): GoValue {
  if (value === null || value instanceof GoNil) throw new GoFunctionError('nil has no items')
  return value instanceof GoPointer ? followed(value.target) : value
}
