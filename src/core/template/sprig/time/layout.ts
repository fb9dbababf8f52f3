/** A layout cut into what stands for itself and what stands for a part of the time, which it shows by example. */
export interface Piece {
  /** Stands for itself, before the element. */
  readonly literal: string
  /** `2006`, `Jan`, `.000`; empty at the end. */
  readonly element: string
}

/** Longer elements come before those they start with; `Jan` in `Janet` is no month, `.00` in `.001` no fraction. */
const elements = new RegExp(
  [
    'January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm',
    '-070000|-07:00:00|-0700|-07:00|-07|Z070000|Z07:00:00|Z0700|Z07:00|Z07',
    '[.,](?:0+|9+)(?![0-9])',
  ].join('|'),
  'g',
)

/** The pieces of a layout in order; the last one has no element. */
export function piecesOf(layout: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of layout.matchAll(elements)) {
    pieces.push({ literal: layout.slice(at, match.index), element: match[0] })
    at = match.index + match[0].length
  }
  pieces.push({ literal: layout.slice(at), element: '' })
  return pieces
}

/** Whether an element is a fraction of a second, `.000` or `,999`. */
export function isFraction(element: string): boolean {
  return /^[.,][09]/.test(element)
}

export const monthNames: readonly string[] = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

export const weekdayNames: readonly string[] = [
  ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
]
