import { quote } from '../format/quote.ts'
import { checkText } from '../limits.ts'
import { joinBytes } from '../syntax/strings.ts'
import type { GoFunction } from '../values.ts'
import { fromLatin, searchable, toLatin, withReplacements } from './byte-text.ts'
import { isSpace } from './letters.ts'
import { alias, any, count, define, defineVariadic, fail, int, text } from './parameters.ts'
import { printed, textOf } from './text-of.ts'

/** String functions of sprig. Lengths and positions count bytes. */
export function functions(): readonly GoFunction[] {
  return [
    define('trim', [text], trimSpace),
    ...alias(
      define('trimAll', [text, text], (cutset, from) => trimChars(from, cutset)),
      'trimall',
    ),
    define('trimPrefix', [text, text], (prefix, from) => {
      const { texts, restore } = searchable(prefix, from)
      const [head = '', whole = ''] = texts
      return restore(whole.startsWith(head) ? whole.slice(head.length) : whole)
    }),
    define('trimSuffix', [text, text], (suffix, from) => {
      const { texts, restore } = searchable(suffix, from)
      const [tail = '', whole = ''] = texts
      return restore(whole.endsWith(tail) ? whole.slice(0, whole.length - tail.length) : whole)
    }),
    define('contains', [text, text], (part, whole) => compare(part, whole, (a, b) => b.includes(a))),
    define('hasPrefix', [text, text], (part, whole) => compare(part, whole, (a, b) => b.startsWith(a))),
    define('hasSuffix', [text, text], (part, whole) => compare(part, whole, (a, b) => b.endsWith(a))),
    define('substr', [count, count, text], substring),
    define('trunc', [count, text], truncate),
    define('repeat', [int, text], (times, from) => joinBytes(repeat(from, times))),
    define('replace', [text, text, text], (old, replacement, from) => replace(from, old, replacement)),
    define('indent', [int, text], indent),
    define('nindent', [int, text], (spaces, from) => `\n${indent(spaces, from)}`),
    define('plural', [text, text, int], (one, many, amount) => (amount === 1n ? one : many)),
    defineVariadic('quote', [], any, (values) =>
      values
        .filter((value) => value !== null)
        .map((value) => quote(textOf(value)))
        .join(' '),
    ),
    defineVariadic('squote', [], any, (values) =>
      values
        .filter((value) => value !== null)
        .map((value) => `'${printed(value)}'`)
        .join(' '),
    ),
    defineVariadic('cat', [], any, (values) =>
      joinBytes(
        values
          .filter((value) => value !== null)
          .map((value) => printed(value))
          .join(' '),
      ),
    ),
    define('hello', [], () => 'Hello!'),
  ]
}

function compare(part: string, whole: string, test: (part: string, whole: string) => boolean): boolean {
  const [a = '', b = ''] = searchable(part, whole).texts
  return test(a, b)
}

function trimSpace(from: string): string {
  let start = 0
  let end = from.length
  while (start < end && isSpace(from.charAt(start))) start++
  while (end > start && isSpace(from.charAt(end - 1))) end--
  return from.slice(start, end)
}

/** Broken bytes and U+FFFD are all the same to Go here. */
function trimChars(from: string, cutset: string): string {
  const cut = new Set(withReplacements(cutset))
  const chars = [...from]
  const stays = (char: string): boolean => !cut.has(withReplacements(char))
  const start = chars.findIndex(stays)
  return start < 0 ? '' : chars.slice(start, chars.findLastIndex(stays) + 1).join('')
}

function substring(start: number, end: number, from: string): string {
  const latin = toLatin(from)
  const { length } = latin
  if (start < 0) {
    if (end < 0) fail(`runtime error: slice bounds out of range [:${end}]`)
    if (end > length) fail(`runtime error: slice bounds out of range [:${end}] with length ${length}`)
    return fromLatin(latin.slice(0, end))
  }
  const stop = end < 0 || end > length ? length : end
  if (start > stop) fail(`runtime error: slice bounds out of range [${start}:${stop}]`)
  return fromLatin(latin.slice(start, stop))
}

function truncate(length: number, from: string): string {
  const latin = toLatin(from)
  if (length < 0 && latin.length + length > 0) return fromLatin(latin.slice(length))
  return length >= 0 && latin.length > length ? fromLatin(latin.slice(0, length)) : from
}

function repeat(from: string, times: bigint): string {
  if (times < 0n) fail('strings: negative Repeat count')
  checkText(Number(times) * from.length)
  return from === '' ? '' : from.repeat(Number(times))
}

/** An empty `old` matches around every character. */
function replace(from: string, old: string, replacement: string): string {
  if (old === '') return joinBytes(`${replacement}${Array.from(from, (char) => char + replacement).join('')}`)
  const { texts, restore } = searchable(from, old, replacement)
  const [whole = '', part = '', other = ''] = texts
  return restore(whole.split(part).join(other))
}

function indent(spaces: bigint, from: string): string {
  const pad = repeat(' ', spaces)
  return pad + from.replaceAll('\n', `\n${pad}`)
}
