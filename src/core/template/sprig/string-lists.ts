import { compareBytes } from '../../go-string.ts'
import { checkItems } from '../limits.ts'
import { joinBytes } from '../syntax/strings.ts'
import { itemsOf } from '../types.ts'
import { type GoFunction, GoMap, GoSlice, type GoValue } from '../values.ts'
import { searchable } from './byte-text.ts'
import { any, count, define, strings, text } from './parameters.ts'
import { textOf } from './text-of.ts'

/** Functions between texts and lists of texts. */
export function functions(): readonly GoFunction[] {
  return [
    define('join', [text, any], (separator, value) => joinBytes(textsOf(value).map(String).join(separator))),
    define('sortAlpha', [any], sortAlpha),
    define('toStrings', [any], textList),
    define('splitList', [text, text], (separator, from) => strings(split(from, separator))),
    define('split', [text, text], (separator, from) => numbered(split(from, separator))),
    define('splitn', [text, count, text], (separator, most, from) => numbered(split(from, separator, most))),
  ]
}

/** Texts of a list, nil left out; of anything else its own text. */
function textsOf(value: GoValue): readonly GoValue[] {
  if (value instanceof GoSlice && value.type === '[]string') return value.items
  const items = itemsOf(value)
  if (items !== undefined) return items.filter((item) => item !== null).map((item) => textOf(item))
  return value === null ? [] : [textOf(value)]
}

function textList(value: GoValue): GoSlice {
  if (value instanceof GoSlice && value.type === '[]string') return value
  return new GoSlice('[]string', textsOf(value))
}

/** A []string is sorted in its place, as in sprig: whoever holds it sees the new order. */
function sortAlpha(value: GoValue): GoSlice {
  if (itemsOf(value) === undefined) return strings([textOf(value)])
  const list = textList(value)
  if (list.nil) return list
  const { items } = list
  const sorted = items.map(String).sort(compareBytes)
  if (items !== itemsOf(value)) return strings(sorted)
  if (isMutable(items)) items.splice(0, items.length, ...sorted)
  return new GoSlice('[]string', items)
}

function isMutable(items: readonly GoValue[]): items is GoValue[] {
  return !Object.isFrozen(items)
}

/** Pieces between separators, at most `most` of them, or all when it is negative. */
function split(from: string, separator: string, most = -1): readonly string[] {
  if (most === 0) return []
  const { texts, restore } = searchable(from, separator)
  const [whole = '', mark = ''] = texts
  const pieces = mark === '' ? Array.from(from) : whole.split(mark)
  checkItems(pieces.length)
  if (most > 0 && pieces.length > most) {
    pieces.splice(most - 1, pieces.length, pieces.slice(most - 1).join(mark))
  }
  return mark === '' ? pieces : pieces.map(restore)
}

/** Keys `_0`, `_1` and so on. */
function numbered(pieces: readonly string[]): GoMap {
  return new GoMap('map[string]string', new Map(pieces.map((piece, i) => [`_${i}`, piece])))
}
