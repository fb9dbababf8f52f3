/** The whole of a text, as a label. */
export const atTop = ''

/** The label of a list's entries; labels are the keys that values stand under. */
export function entriesOf(label: string): string {
  return `${label}[]`
}

/** The label of a map's keys. */
export function keysOf(label: string): string {
  return `${label}{}`
}

/** A label at the start of a sentence: who must be, or hold, something. */
export function subject(label: string): string {
  if (label === atTop) return 'The configuration must be'
  if (label.endsWith('[]')) return `\`${label.slice(0, -2)}\` must hold`
  if (label.endsWith('{}')) return `The keys ${place(label.slice(0, -2))} must be`
  return `\`${label}\` must be`
}

/** A label as the place of a key. */
export function place(label: string): string {
  if (label === atTop) return 'at the top'
  return label.endsWith('[]') ? `in an entry of \`${label.slice(0, -2)}\`` : `in \`${label}\``
}

/** The words of a list, cut when there are many. */
export function enumeration(words: readonly string[]): string {
  const most = 10
  const shown = words.slice(0, most).join(', ')
  return words.length <= most ? shown : `${shown} and ${words.length - most} more`
}
