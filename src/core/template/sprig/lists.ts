import { checkItems } from '../limits.ts'
import { itemsOf, kindOf } from '../types.ts'
import { type GoFunction, GoSlice, type GoValue, NIL_LIST } from '../values.ts'
import { toInt64 } from './cast.ts'
import { deepEqual } from './deep-equal.ts'
import { isEmpty } from './emptiness.ts'
import { alias, any, count, define, defineVariadic, fail } from './parameters.ts'

/** Functions on lists of any type; each exists twice, as `must` and without, and both fail alike. */
export function functions(): readonly GoFunction[] {
  return [
    ...alias(
      defineVariadic('list', [], any, (values) => values),
      'tuple',
    ),
    ...alias(
      define('append', [any, any], (list, value) => [...items(list, 'push on'), value]),
      ...['push', 'mustAppend', 'mustPush'],
    ),
    ...must(define('prepend', [any, any], (list, value) => [value, ...items(list, 'prepend on')])),
    ...must(define('first', [any], (list) => items(list, 'find first on').at(0) ?? null)),
    ...must(define('last', [any], (list) => items(list, 'find last on').at(-1) ?? null)),
    ...must(define('rest', [any], (list) => part(items(list, 'find rest on'), 1))),
    ...must(define('initial', [any], (list) => part(items(list, 'find initial on'), 0, -1))),
    ...must(define('reverse', [any], (list) => items(list, 'find reverse on').toReversed())),
    ...must(define('compact', [any], (list) => items(list, 'compact on').filter((item) => !isEmpty(item)))),
    ...must(define('uniq', [any], (list) => unique(items(list, 'find uniq on')))),
    ...must(
      defineVariadic('without', [any], any, (omitted, list) =>
        items(list, 'find without on').filter((item) => !includes(omitted, item)),
      ),
    ),
    ...must(
      define(
        'has',
        [any, any],
        (needle, list) => list !== null && includes(items(list, 'find has on'), needle),
      ),
    ),
    ...must(defineVariadic('slice', [any], any, (indices, list) => slice(list, indices))),
    ...must(define('chunk', [count, any], (size, list) => chunk(items(list, 'chunk'), size))),
    defineVariadic('concat', [], any, (lists) => concat(lists)),
  ]
}

function must(original: GoFunction): readonly GoFunction[] {
  return alias(original, `must${original.name.charAt(0).toUpperCase()}${original.name.slice(1)}`)
}

function items(list: GoValue, doing: string): readonly GoValue[] {
  if (list === null) fail('runtime error: invalid memory address or nil pointer dereference')
  return itemsOf(list) ?? fail(`Cannot ${doing} type ${kindOf(list)}`)
}

/** Of an empty list nothing is left but nil. */
function part(list: readonly GoValue[], start: number, end?: number): readonly GoValue[] {
  return list.length === 0 ? NIL_LIST : list.slice(start, end)
}

function includes(list: readonly GoValue[], value: GoValue): boolean {
  return list.some((item) => deepEqual(value, item))
}

/** Texts are many as a rule, so they are not compared one by one. */
function unique(list: readonly GoValue[]): readonly GoValue[] {
  const texts = new Set<GoValue>()
  const others: GoValue[] = []
  return list.filter((item) => {
    if (typeof item === 'string' ? texts.has(item) : includes(others, item)) return false
    if (typeof item === 'string') texts.add(item)
    else others.push(item)
    return true
  })
}

/** From index to index, the type of the list kept. Past the end Go may show spare room of a list; that is an error here. */
function slice(list: GoValue, indices: readonly GoValue[]): GoValue {
  if (list === null) fail('runtime error: invalid memory address or nil pointer dereference')
  const all = itemsOf(list) ?? fail(`list should be type of slice or array but ${kindOf(list)}`)
  if (all.length === 0) return null
  const [from = null, to] = indices
  const start = Number(toInt64(from))
  const end = to === undefined ? all.length : Number(toInt64(to))
  if (start < 0 || end > all.length || start > end) fail('reflect.Value.Slice: slice index out of bounds')
  if (start === 0 && end === all.length) return list
  const some = all.slice(start, end)
  return list instanceof GoSlice ? new GoSlice(list.type, some) : some
}

/** Lists of at most `size` items. A size below 1 mostly fails, but where Go's arithmetic gets by so does this. */
function chunk(list: readonly GoValue[], size: number): GoSlice {
  const chunks: (readonly GoValue[])[] = []
  const amount = Math.floor((list.length - 1) / size) + 1
  if (!(amount >= 0 && amount <= list.length)) fail('runtime error: makeslice: len out of range')
  for (let i = 0; i < amount; i++) {
    const length = i === amount - 1 ? list.length % size || size : size
    if (length < 0) fail('runtime error: makeslice: len out of range')
    chunks.push(list.slice(i * size, i * size + length))
  }
  return new GoSlice('[][]interface {}', chunks)
}

function concat(lists: readonly GoValue[]): readonly GoValue[] {
  const all = lists.map((list) => {
    if (list === null) fail('runtime error: invalid memory address or nil pointer dereference')
    return itemsOf(list) ?? fail(`Cannot concat type ${kindOf(list)} as list`)
  })
  const joined = all.flat()
  checkItems(joined.length)
  return joined.length === 0 ? NIL_LIST : joined
}
