/** Blanks as Go's unicode.IsSpace counts them: other ones than JavaScript's `\s` and trim (U+0085 yes, U+FEFF no). */

/** For use between the brackets of a regular expression. */
export const blanks =
  '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const atStart = new RegExp(`^[${blanks}]+`)
// The look-behind keeps a long run of inner blanks from being tried at each of its characters.
const atEnd = new RegExp(`(?<![${blanks}])[${blanks}]+$`)

/** strings.TrimSpace. */
export function trimBlanks(text: string): string {
  return trimStart(text).replace(atEnd, '')
}

/** strings.TrimLeftFunc(text, unicode.IsSpace). */
export function trimStart(text: string): string {
  return text.replace(atStart, '')
}

/** strings.TrimRightFunc(text, unicode.IsSpace). */
export function trimEnd(text: string): string {
  return trimStart(text) === '' ? '' : text.replace(atEnd, '')
}
