import { fromBytes, isBroken, toBytes } from '../../go-string.ts'

/** The bytes of a text as one character each (U+0000 to U+00FF), so that lengths and positions count as in Go. */
export function toLatin(text: string): string {
  return isAscii(text) ? text : Buffer.from(toBytes(text)).toString('latin1')
}

/** The inverse of {@link toLatin}. */
export function fromLatin(latin: string): string {
  return isAscii(latin) ? latin : fromBytes(Buffer.from(latin, 'latin1'))
}

/** Texts in which searching character by character is as good as byte by byte: themselves, or their bytes. */
export function searchable(...texts: string[]): { texts: string[]; restore: (found: string) => string } {
  if (!texts.some(isBroken)) return { texts, restore: (found) => found }
  return { texts: texts.map(toLatin), restore: fromLatin }
}

/** A text without broken bytes: each becomes U+FFFD, as when Go ranges over the runes of a string. */
export function withReplacements(text: string): string {
  return text.toWellFormed()
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
