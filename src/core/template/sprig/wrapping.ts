import type { GoFunction } from '../values.ts'
import { fromLatin, toLatin } from './byte-text.ts'
import { count, define, text } from './parameters.ts'

/** Functions that fit a text into a width, counted in bytes, as the goutils package does it. */
export function functions(): readonly GoFunction[] {
  return [
    define('wrap', [count, text], (width, from) => wrap(from, width, '\n', 'keep')),
    define('wrapWith', [count, text, text], (width, separator, from) =>
      wrap(from, width, separator === '' ? '\n' : separator, 'break'),
    ),
    define('abbrev', [count, text], (width, from) => (width < 4 ? from : abbreviate(from, 0, width))),
    define('abbrevboth', [count, count, text], (left, width, from) =>
      width < 4 || (left > 0 && width < 7) ? from : abbreviate(from, left, width),
    ),
  ]
}

/** Breaks lines at spaces; a word longer than the width is broken too, or kept whole. */
function wrap(from: string, asked: number, separator: string, longWords: 'break' | 'keep'): string {
  const width = Math.max(asked, 1)
  const latin = toLatin(from)
  const lines: string[] = []
  let start = 0
  while (latin.length - start > width) {
    if (latin[start] === ' ') {
      start++
      continue
    }
    const space = latin.slice(start, start + width + 1).lastIndexOf(' ')
    let end = start + space
    let next = end + 1
    if (space < 0 && longWords === 'break') {
      end = start + width
      next = end
    } else if (space < 0) {
      const later = latin.indexOf(' ', start + width)
      if (later < 0) break
      end = later
      next = later + 1
    }
    lines.push(latin.slice(start, end))
    start = next
  }
  return fromLatin([...lines, latin.slice(start)].join(toLatin(separator)))
}

function abbreviate(from: string, left: number, width: number): string {
  const latin = toLatin(from)
  return latin.length <= width ? from : fromLatin(shorten(latin, left, width))
}

/** `left` says where the shown part should start; too close to an end it is moved. */
function shorten(latin: string, left: number, width: number): string {
  if (latin.length <= width) return latin
  const room = width - 3
  const start =
    latin.length - Math.min(left, latin.length) < room ? latin.length - room : Math.min(left, latin.length)
  if (start <= 4) return `${latin.slice(0, room)}...`
  if (width < 7) return ''
  if (start + room >= latin.length) return `...${latin.slice(latin.length - room)}`
  return `...${shorten(latin.slice(start), 0, room)}`
}
