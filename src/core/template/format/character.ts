import { isPrint } from '../unicode.ts'
import type { Flags } from './flags.ts'
import { pad, padWithBlanks } from './padding.ts'
import { quoteCharacter } from './quote.ts'

/** An integer under %c: the character with that code point, U+FFFD when there is none. */
export function formatCharacter(value: bigint, flags: Flags): string {
  return pad(String.fromCodePoint(codePointOf(value)), flags)
}

/** An integer under %q: that character as a Go literal. */
export function formatQuotedCharacter(value: bigint, flags: Flags): string {
  return pad(quoteCharacter(codePointOf(value), flags.plus), flags)
}

/** An integer under %U: `U+0078`, under `#` also the character itself. */
export function formatCodePoint(value: bigint, flags: Flags): string {
  const unsigned = BigInt.asUintN(64, value)
  const digits = unsigned
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(flags.precision ?? 0, 4), '0')
  const shown = flags.sharp && unsigned <= 0x10ffffn && isPrint(Number(unsigned))
  const character = shown ? ` '${String.fromCodePoint(Number(unsigned))}'` : ''
  return padWithBlanks(`U+${digits}${character}`, flags)
}

function codePointOf(value: bigint): number {
  const invalid = value < 0n || value > 0x10ffffn || (value >= 0xd800n && value <= 0xdfffn)
  return invalid ? 0xfffd : Number(value)
}
