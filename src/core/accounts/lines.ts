/**
 * The text of an account file (passwd, group, shadow, gshadow) as lines. Editing never rebuilds a file from
 * parsed entries: what is not meant stays, byte for byte.
 */

/** The outcome of an edit: the new text of the whole file, or why nothing may be written. */
export type Edit =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string }

/** The lines as a reader sees them: without line ends, one carriage return before them taken off, as Go does. */
export function readLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
}

/** The first field, or the whole line when it has but one. */
export function nameOf(line: string): string {
  const colon = line.indexOf(':')
  return colon === -1 ? line : line.slice(0, colon)
}

/** Adds a line at the end; a last line without an end is ended first, so that the two are not glued together. */
export function appendLine(text: string, line: string): string {
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${ended}${line}\n`
}

/** Puts another line in the place of each one of that name. */
export function replaceNamed(text: string, name: string, replacement: (line: string) => string): string {
  if (name === '') return text
  return text
    .split('\n')
    .map((line) => (nameOf(line) === name ? replacement(line) : line))
    .join('\n')
}

/** Takes out the first line that is exactly this one and has a line end; without one the text stays. */
export function removeExactLine(text: string, line: string): string {
  const wanted = `${line}\n`
  const start = text.startsWith(wanted) ? 0 : text.indexOf(`\n${wanted}`) + 1
  if (start === 0 && !text.startsWith(wanted)) return text
  return text.slice(0, start) + text.slice(start + wanted.length)
}

/** Takes out the last line of that name, whatever else it holds; without one the text stays. */
export function removeNamed(text: string, name: string): string {
  if (name === '') return text
  const lines = text.split('\n')
  const index = lines.findLastIndex((line) => nameOf(line) === name)
  if (index === -1) return text
  const start = lines.slice(0, index).reduce((length, line) => length + line.length + 1, 0)
  return text.slice(0, start) + text.slice(start + (lines[index] as string).length + 1)
}
