import { compareBytes } from '../../go-string.ts'
import { MISSING, type Operand } from '../evaluate/operand.ts'
import { inWords } from '../evaluate/wording.ts'
import { isNil, kindOf, typeOf } from '../types.ts'
import { GoComplex, GoFunctionError, GoInt, GoPointer, GoSlice, GoStruct, type GoValue } from '../values.ts'

type Basic = 'bool' | 'complex' | 'int' | 'float' | 'string' | 'uint'

/** Whether the first value equals one of the others (Go's eq: kinds must agree, nil is equal to nil only). */
export function isEqualToAny(first: Operand, others: readonly Operand[]): boolean {
  if (others.length === 0) throw new GoFunctionError('there is nothing to compare with')
  return others.some((other) => equals(first, other))
}

/** Whether a comes before b; numbers of one kind, and texts by their bytes. */
export function isLess(a: Operand, b: Operand): boolean {
  const kinds = [basicKind(a), basicKind(b)]
  if (kinds.includes(undefined)) throw new GoFunctionError(`${names(a, b)} have no order`)
  if (a instanceof GoInt && b instanceof GoInt) return a.value < b.value
  if (kinds[0] !== kinds[1]) throw incomparable(a, b)
  if (typeof a === 'number' && typeof b === 'number') return a < b
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b) < 0
  throw new GoFunctionError(`${names(a, b)} have no order`)
}

function equals(a: Operand, b: Operand): boolean {
  const kind = basicKind(a)
  if (kind !== basicKind(b)) {
    if (a instanceof GoInt && b instanceof GoInt) return a.value === b.value
    if (isNothing(a) || isNothing(b)) return false
    throw incomparable(a, b)
  }
  if (a instanceof GoInt && b instanceof GoInt) return a.value === b.value
  if (a instanceof GoComplex && b instanceof GoComplex)
    return a.real === b.real && a.imaginary === b.imaginary
  if (kind !== undefined) return a === b
  return equalComposites(a, b)
}

function equalComposites(a: Operand, b: Operand): boolean {
  if (!isNothing(a) && !isNothing(b) && kindOf(a) !== kindOf(b)) throw incomparable(a, b)
  if (a === MISSING || b === MISSING || isNil(a) || isNil(b)) return isEmpty(a) && isEmpty(b)
  // Only the second one's type is asked.
  if (!isComparable(b)) throw new GoFunctionError(`${inWords(b)} cannot be compared`)
  return identical(a, b)
}

/** Go's == of two interfaces. */
function identical(a: GoValue, b: GoValue): boolean {
  if (a === null || b === null) return a === b
  if (typeOf(a) !== typeOf(b)) return false
  if (a instanceof GoStruct && b instanceof GoStruct) {
    return a.fields.every((field, i) => identical(field.value, b.fields[i]?.value ?? null))
  }
  if (a instanceof GoPointer && b instanceof GoPointer) return a === b || a.target === b.target
  if (a instanceof GoInt && b instanceof GoInt) return a.value === b.value
  if (a instanceof GoComplex && b instanceof GoComplex)
    return a.real === b.real && a.imaginary === b.imaginary
  if (a instanceof GoSlice && b instanceof GoSlice && kindOf(a) === 'array') {
    return a.items.every((item, i) => identical(item, b.items[i] ?? null))
  }
  if (!isComparable(a)) throw new GoFunctionError(`${inWords(a)} cannot be compared`)
  return a === b
}

/** Whether values of the kind have an ==: lists, maps and functions have none. */
function isComparable(value: GoValue): boolean {
  return !['slice', 'map', 'func'].includes(kindOf(value))
}

function isNothing(value: Operand): value is null | typeof MISSING {
  return value === MISSING || value === null
}

function isEmpty(value: Operand): boolean {
  return value === MISSING || isNil(value)
}

function basicKind(value: Operand): Basic | undefined {
  if (value === MISSING) return undefined
  const kind = kindOf(value)
  if (kind.startsWith('uint')) return 'uint'
  if (kind === 'interface') return undefined
  if (kind.startsWith('int')) return 'int'
  if (kind.startsWith('float')) return 'float'
  if (kind === 'complex128') return 'complex'
  return kind === 'bool' || kind === 'string' ? kind : undefined
}

function incomparable(a: Operand, b: Operand): GoFunctionError {
  const kinds = [basicKind(a), basicKind(b)]
  const hint =
    kinds.includes('float') && kinds.includes('int') ? '; write the integer as 1.0, or use float64' : ''
  return new GoFunctionError(`${names(a, b)} cannot be compared${hint}`)
}

function names(...values: readonly Operand[]): string {
  return values.map(inWords).join(' and ')
}
