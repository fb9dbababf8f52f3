import { toBytes } from '../../go-string.ts'
import type { Flags } from './flags.ts'
import { filling, pad } from './padding.ts'
import { canBackquote, quote } from './quote.ts'

/** A text under %s: at most `precision` code points of it. */
export function formatText(text: string, flags: Flags): string {
  return pad(cut(text, flags), flags)
}

/** A text under %q: in quotes, in backquotes under `#` where it can be. */
export function formatQuoted(text: string, flags: Flags): string {
  const kept = cut(text, flags)
  return pad(flags.sharp && canBackquote(kept) ? `\`${kept}\`` : quote(kept, flags.plus), flags)
}

/** The bytes of a text under %x or %X, at most `precision` of them; the blank flag puts blanks between. */
export function formatHex(text: string | Uint8Array, verb: string, flags: Flags): string {
  const bytes = typeof text === 'string' ? toBytes(text) : text
  const prefix = flags.sharp ? (verb === 'X' ? '0X' : '0x') : ''
  const shown = Array.from(bytes.subarray(0, flags.precision), (byte) => byte.toString(16).padStart(2, '0'))
  if (shown.length === 0) return filling(flags.width, flags)
  const digits = flags.space ? shown.join(` ${prefix}`) : shown.join('')
  const hex = prefix + (verb === 'X' ? digits.toUpperCase() : digits)
  const missing = filling(flags.width - hex.length, flags)
  return flags.minus ? hex + missing : missing + hex
}

function cut(text: string, { precision }: Flags): string {
  if (precision === undefined || text.length <= precision) return text
  return [...text].slice(0, precision).join('')
}
