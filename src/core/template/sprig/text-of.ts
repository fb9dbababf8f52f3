import { sprint } from '../format/index.ts'
import { GoSlice, type GoValue } from '../values.ts'
import { textOfBytes } from './byte-slice.ts'

/** A value as `%v` prints it. */
export function printed(value: GoValue): string {
  return sprint([value])
}

/** A value as sprig turns it into a text: as `%v` does, but bytes are taken for one. */
export function textOf(value: GoValue): string {
  return value instanceof GoSlice && value.type === '[]uint8' ? textOfBytes(value) : printed(value)
}
