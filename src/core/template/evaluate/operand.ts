import type { GoFunction, GoType, GoValue } from '../values.ts'

/**
 * No value at all, which is not nil: an absent map key, a nil that went through a pipeline. Printed as
 * `<no value>`; its fields are missing too, while those of nil are an error (Go's zero reflect.Value).
 */
export const MISSING = Symbol('missing')

/** What an expression gives. */
export type Operand = GoValue | typeof MISSING

/** The parameter type of built-in functions that tell nil from missing. */
export const REFLECT_VALUE: GoType = 'reflect.Value'

/** A function of the template language itself. */
export interface Builtin {
  readonly name: string
  readonly params: readonly GoType[]
  /** As in a GoFunction: the last parameter repeats. */
  readonly variadic: boolean
  call(args: readonly Operand[]): Operand
}

export type Callee = GoFunction | Builtin

/** The operand as a value: nil where it is missing. */
export function orNil(operand: Operand): GoValue {
  return operand === MISSING ? null : operand
}
