import { Printer } from '../format/printer.ts'
import { GoSlice, type GoValue } from '../values.ts'
import { textOfBytes } from './byte-slice.ts'

/** A value as `%v` prints it. */
export function printed(value: GoValue): string {
  if (typeof value === 'string') return value
  const printer = new Printer()
  printer.printArgument(value, 'v')
  return printer.out
}

/** A value as sprig turns it into a text: as `%v` does, but bytes are taken for one. */
export function textOf(value: GoValue): string {
  return value instanceof GoSlice && value.type === '[]uint8' ? textOfBytes(value) : printed(value)
}
