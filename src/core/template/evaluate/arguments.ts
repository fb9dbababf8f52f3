import type { LiteralNode, NumberNode } from '../syntax/nodes.ts'
import { isNillable, kindOfType, typeOf, zeroOf } from '../types.ts'
import { ANY, GoComplex, GoInt, GoPointer, type GoType, type GoValue, methodOf } from '../values.ts'
import { MISSING, type Operand, REFLECT_VALUE } from './operand.ts'
import { inWords, typeInWords } from './wording.ts'

/** An operand of the wanted type, or why there is none: `is a list, a string is expected`. */
export type Checked =
  | { readonly ok: true; readonly value: Operand }
  | { readonly ok: false; readonly reason: string }

const good = (value: Operand): Checked => ({ ok: true, value })
const bad = (reason: string): Checked => ({ ok: false, reason })

/** The operand as an argument of the type: nil becomes the type's nil, one pointer is followed. */
export function checked(value: Operand, type: GoType): Checked {
  if (type === REFLECT_VALUE) return good(value)
  if (value === MISSING) {
    const nil = nilAs(type)
    return nil.ok ? nil : bad(`has no value, ${typeInWords(type)} is expected`)
  }
  if (isAssignable(value, type)) return good(value)
  if (value instanceof GoPointer && isAssignable(value.target, type)) return good(value.target)
  return bad(`is ${inWords(value)}, ${typeInWords(type)} is expected`)
}

/** Whether a variable of the type can hold the value (reflect's AssignableTo). */
export function isAssignable(value: GoValue, type: GoType): boolean {
  if (type === ANY) return true
  if (value === null) return false
  if (typeOf(value) === type) return true
  const required = type === 'error' ? 'Error' : type === 'fmt.Stringer' ? 'String' : undefined
  return required !== undefined && methodOf(value, required) !== undefined
}

/** The word nil as an argument of the type. */
export function nilAs(type: GoType): Checked {
  if (type === REFLECT_VALUE) return good(MISSING)
  return isNillable(kindOfType(type)) ? good(zeroOf(type)) : bad(`cannot be ${typeInWords(type)}`)
}

/** A constant as an argument of the type; `2` is a float where one is wanted, `2.0` an integer. */
export function constantAs(node: NumberNode | LiteralNode, type: GoType): Checked {
  if (type === ANY || type === REFLECT_VALUE)
    return node.kind === 'literal' ? good(node.value) : untyped(node)
  const value = node.kind === 'literal' ? literalAs(node, type) : numberAs(node, type)
  return value === undefined ? bad(`cannot be ${typeInWords(type)}`) : good(value)
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
  return uint === undefined ? good(MISSING) : bad('is too large for an int')
}

function bitsOf(kind: string): number {
  return Number(/\d+$/.exec(kind)?.[0] ?? 64)
}
