import { sprint } from '../format/index.ts'
import { kindOf } from '../types.ts'
import { GoPointer, type GoValue, methodOf } from '../values.ts'
import { MISSING, type Operand } from './operand.ts'

/** What print shows for an operand: pointers are followed unless they print themselves; a function cannot be. */
export function printable(operand: Operand): GoValue | undefined {
  if (operand === MISSING) return '<no value>'
  let value: GoValue = operand
  while (value instanceof GoPointer && !printsItself(value)) value = value.target
  return kindOf(value) === 'func' ? undefined : value
}

/** Arguments of html, js and urlquery as one text. */
export function textOfArguments(args: readonly Operand[]): string {
  return sprint(
    args.map((arg) => {
      // Here a nil counts as missing.
      const shown = printable(arg ?? MISSING)
      return shown ?? (arg === MISSING ? null : arg)
    }),
  )
}

function printsItself(pointer: GoPointer): boolean {
  return ['Error', 'String'].some((name) => methodOf(pointer, name) !== undefined)
}
