import type { Flags } from './flags.ts'
import { filling, padWithBlanks } from './padding.ts'

/** An integer under %d, %b, %o, %O, %x or %X; the sign stands before the base prefix. */
export function formatInteger(value: bigint, base: 2 | 8 | 10 | 16, verb: string, flags: Flags): string {
  const negative = value < 0n
  const magnitude = (negative ? -value : value).toString(base)
  const signed = negative || flags.plus || flags.space
  let least = flags.precision ?? 0
  if (flags.precision === 0 && value === 0n) return filling(flags.width, { ...flags, zero: false })
  // Zeros up to the width act like a precision, unless one is given.
  if (flags.precision === undefined && flags.zero && !flags.minus) least = flags.width - (signed ? 1 : 0)
  let digits = magnitude.padStart(least, '0')
  if (verb === 'X') digits = digits.toUpperCase()
  if (flags.sharp) digits = basePrefix(base, verb, digits) + digits
  if (verb === 'O') digits = `0o${digits}`
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  return padWithBlanks(sign + digits, flags)
}

function basePrefix(base: 2 | 8 | 10 | 16, verb: string, digits: string): string {
  switch (base) {
    case 2:
      return '0b'
    case 8:
      return digits.startsWith('0') ? '' : '0'
    case 10:
      return ''
    case 16:
      return verb === 'X' ? '0X' : '0x'
  }
}
