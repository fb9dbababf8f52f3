import { fromBytes } from '../../go-string.ts'
import { GoInt, type GoSlice, type GoType } from '../values.ts'
import type { Flags } from './flags.ts'
import { formatInteger } from './integer.ts'
import { formatHex, formatQuoted, formatText } from './text.ts'

/** A `[]byte` under a verb that takes it as a whole; undefined when its items are to be printed one by one. */
export function formatBytes(slice: GoSlice, verb: string, type: GoType, flags: Flags): string | undefined {
  const values = slice.items.map((item) => (item instanceof GoInt ? item.value : 0n))
  switch (verb) {
    case 's':
      return formatText(fromBytes(Uint8Array.from(values, Number)), flags)
    case 'q':
      return formatQuoted(fromBytes(Uint8Array.from(values, Number)), flags)
    case 'x':
    case 'X':
      return formatHex(Uint8Array.from(values, Number), verb, flags)
    case 'v':
    case 'd':
      return flags.sharpV ? inGoSyntax(slice, values, type, flags) : numbers(values, verb, flags)
    default:
      return undefined
  }
}

function numbers(values: readonly bigint[], verb: string, flags: Flags): string {
  return `[${values.map((byte) => formatInteger(byte, 10, verb, flags)).join(' ')}]`
}

function inGoSyntax({ nil }: GoSlice, values: readonly bigint[], type: GoType, flags: Flags): string {
  if (nil) return `${type}(nil)`
  return `${type}{${values.map((byte) => formatInteger(byte, 16, 'v', { ...flags, sharp: true })).join(', ')}}`
}
