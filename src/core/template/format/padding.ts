import type { Flags } from './flags.ts'

/** The text with blanks, or zeros under the `0` flag, in front of it or behind it up to the width. */
export function pad(text: string, flags: Flags): string {
  if (flags.width === 0) return text
  const missing = filling(flags.width - countCodePoints(text), flags)
  return flags.minus ? text + missing : missing + text
}

/** As {@link pad}, never with zeros. */
export function padWithBlanks(text: string, flags: Flags): string {
  return flags.width === 0 ? text : pad(text, { ...flags, zero: false })
}

/** That many blanks or zeros; none for a negative count. */
export function filling(count: number, flags: Flags): string {
  return (flags.zero && !flags.minus ? '0' : ' ').repeat(Math.max(count, 0))
}

/** Length in code points, a byte that is not UTF-8 counting as one (`utf8.RuneCount`). */
export function countCodePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
