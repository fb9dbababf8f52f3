import { describe, type LiteralNode, type NumberNode } from '../syntax/nodes.ts'
import { isNillable, kindOfType, typeOf, zeroOf } from '../types.ts'
import { ANY, GoComplex, GoInt, GoPointer, type GoType, type GoValue } from '../values.ts'
import { MISSING, type Operand, REFLECT_VALUE } from './operand.ts'

/** An operand of the wanted type, or why there is none. */
export type Checked =
  | { readonly ok: true; readonly value: Operand }
  | { readonly ok: false; readonly message: string }

const good = (value: Operand): Checked => ({ ok: true, value })
const bad = (message: string): Checked => ({ ok: false, message })

/** The operand as an argument of the type: nil becomes the type's nil, one pointer is followed. */
export function checked(value: Operand, type: GoType): Checked {
  if (type === REFLECT_VALUE) return good(value)
  if (value === MISSING) {
    const nil = nilOf(type)
    return nil === undefined ? bad(`a value is missing, expected a ${type}`) : good(nil)
  }
  if (isAssignable(value, type)) return good(value)
  if (value instanceof GoPointer && isAssignable(value.target, type)) return good(value.target)
  return bad(`expected a ${type}, not ${value === null ? 'nil' : `a ${typeOf(value)}`}`)
}

/** Whether a variable of the type can hold the value (reflect's AssignableTo). */
export function isAssignable(value: GoValue, type: GoType): boolean {
  if (type === ANY) return true
  if (value === null) return false
  if (typeOf(value) === type) return true
  const required = type === 'error' ? 'Error' : type === 'fmt.Stringer' ? 'String' : undefined
  if (required === undefined || typeof value !== 'object' || !('method' in value)) return false
  return value.method?.(required) !== undefined
}

/** What the word nil means for the type; undefined when the type has no nil. */
export function nilOf(type: GoType): Operand | undefined {
  if (type === REFLECT_VALUE) return MISSING
  return isNillable(kindOfType(type)) ? zeroOf(type) : undefined
}

/** A constant as an argument of the type; `2` is a float where one is wanted, `2.0` an integer. */
export function constantAs(node: NumberNode | LiteralNode, type: GoType): Checked {
  if (type === ANY || type === REFLECT_VALUE)
    return node.kind === 'literal' ? good(node.value) : untyped(node)
  const value = node.kind === 'literal' ? literalAs(node, type) : numberAs(node, type)
  return value === undefined ? bad(`expected a ${type}, not ${describe(node)}`) : good(value)
}

function literalAs({ value }: LiteralNode, type: GoType): GoValue | undefined {
  return typeof value === (kindOfType(type) === 'bool' ? 'boolean' : kindOfType(type)) ? value : undefined
}

function numberAs(node: NumberNode, type: GoType): GoValue | undefined {
  const kind = kindOfType(type)
  switch (kind) {
    case 'float32':
    case 'float64':
      return node.float
    case 'complex128':
      return node.complex && new GoComplex(node.complex.real, node.complex.imaginary)
  }
  if (kind.startsWith('int') && kind !== 'interface') {
    return node.int === undefined ? undefined : new GoInt(type, BigInt.asIntN(bitsOf(kind), node.int))
  }
  if (!kind.startsWith('uint') || node.uint === undefined) return undefined
  return new GoInt(type, BigInt.asUintN(bitsOf(kind), node.uint))
}

/** A number where any type will do: its spelling decides (Go's untyped constants). */
export function untyped({ text, int, uint, float, complex }: NumberNode): Checked {
  if (complex !== undefined) return good(new GoComplex(complex.real, complex.imaginary))
  const hex = /^0[xX]./.test(text) && !/[pP]/.test(text)
  if (float !== undefined && !hex && !text.startsWith("'") && /[.eEpP]/.test(text)) return good(float)
  if (int !== undefined) return good(new GoInt('int', int))
  return uint === undefined ? good(MISSING) : bad(`${text} is too large for an int`)
}

function bitsOf(kind: string): number {
  return Number(/\d+$/.exec(kind)?.[0] ?? 64)
}
