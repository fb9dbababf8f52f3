import { YamlError } from '../yaml-error.ts'
import type { Cursor } from './cursor.ts'

/** In characters, quotes included; a longer one needs `? ` before it. */
export const longestKey = 1024

/** A character that begins nothing. */
export function noStart({ text, pos, lineStart }: Cursor): YamlError {
  const sign = text.charAt(pos)
  if (sign !== '\t') {
    return new YamlError('yaml-character', pos, `\`${sign}\` cannot start a value`, 'Put the value in quotes')
  }
  const isIndentation = text.slice(lineStart, pos).trim() === ''
  const message = isIndentation
    ? 'A tab indents this line'
    : 'A tab stands behind the dash, question mark or colon'
  return new YamlError('yaml-tab', pos, message, 'Replace it by blanks')
}

/** Something else on the line where a value was complete. */
export function secondValue({ text, pos }: Cursor): YamlError {
  const [word = ''] = /^[^ \t\r\n]{1,30}/.exec(text.slice(pos, pos + 30)) ?? []
  if (word.startsWith('\ufeff')) {
    const help = 'Remove it; it comes from joining files'
    return new YamlError('yaml-encoding', pos, 'A byte order mark stands in the middle of the text', help)
  }
  const message = `\`${word}\` stands behind a value that is complete`
  return new YamlError('yaml-syntax', pos, message, 'Put the whole value in quotes')
}

export function colonWithoutKey(offset: number): YamlError {
  const help = 'Write the key before the colon, or put the text in quotes'
  return new YamlError('yaml-syntax', offset, '`:` has no key before it', help)
}

/** A colon where none can stand: behind another one, or on a line that goes on with a value from above. */
export function surplusColon(at: Cursor, valueStart: number, valueLine: number): YamlError {
  if (valueLine === at.lineStart) {
    const isFirst = !at.text.slice(valueLine, valueStart).includes(':')
    if (isFirst && at.pos - valueStart > longestKey) return keyTooLong(valueStart)
    const help = 'Put the value in quotes if the colon belongs to it, else start the key on a line of its own'
    return new YamlError('yaml-syntax', at.pos, '`:` is a second one on its line', help)
  }
  const message = `\`${lineFrom(at, valueStart)}\` goes on to a line below that has a colon`
  const help = 'Give it a colon if it is a key, else indent the key below as the keys around it'
  return new YamlError('yaml-syntax', valueStart, message, help)
}

export function keyTooLong(offset: number): YamlError {
  const help = 'Shorten it, or put `? ` before it and its colon on a line of its own'
  return new YamlError('yaml-syntax', offset, `A key has more than ${longestKey} characters`, help)
}

/** What stands where only a key can stand, but has no colon. */
export function colonMissing(at: Cursor, start: number): YamlError {
  const help = 'A line at this indentation must be a key: indent it deeper if it belongs to the line above'
  return new YamlError('yaml-syntax', start, `\`${lineFrom(at, start)}\` lacks the colon of a key`, help)
}

export function noListHere(offset: number): YamlError {
  const help = 'Start the list on a line of its own'
  return new YamlError('yaml-syntax', offset, '`- ` starts a list where none can start', help)
}

export function noKeyHere(offset: number): YamlError {
  return new YamlError(
    'yaml-syntax',
    offset,
    '`?` starts a key where none can start',
    'Put the text in quotes',
  )
}

export function neverClosed({ sign, start }: { readonly sign: string; readonly start: number }): YamlError {
  const help = `Close it with ${sign === '[' ? ']' : '}'}, or put the value in quotes`
  return new YamlError('yaml-bracket', start, `\`${sign}\` is never closed`, help)
}

export function closesNothing(sign: string, offset: number): YamlError {
  const help = 'Remove it, or put the value in quotes'
  return new YamlError('yaml-bracket', offset, `\`${sign}\` closes nothing`, help)
}

/** An anchor or tag that no value follows, or that stands before an alias. */
export function misplacedProperty(offset: number): YamlError {
  const help = 'Put it directly before its value, or remove it'
  return new YamlError('yaml-property', offset, 'An anchor or tag stands where it belongs to nothing', help)
}

export function endBeforeStart(offset: number): YamlError {
  const help = 'Remove it, or put the content above it'
  return new YamlError('yaml-syntax', offset, '`...` ends a document before it began', help)
}

export function tooDeep(offset: number, limit: number): YamlError {
  return new YamlError('yaml-depth', offset, `Collections are nested more than ${limit} deep`)
}

export function tooMany(offset: number): YamlError {
  return new YamlError('yaml-size', offset, 'The text has more values than fit into memory', 'Split it up')
}

/** The rest of a line, cut when it is long. */
function lineFrom(at: Cursor, start: number): string {
  return at.text.slice(start, Math.min(at.lineEnd(start), start + 40)).trimEnd()
}
