import { compareBytes } from '../../go-string.ts'
import { typeOf } from '../types.ts'
import { type GoFunction, GoFunctionError, type GoValue } from '../values.ts'
import { deepCopy } from './deep-copy.ts'
import { DIFFERENT_TYPES, type MergeMode, merge } from './merge.ts'
import { alias, any, define, defineVariadic, dict, fail, strings, text } from './parameters.ts'
import { textOf } from './text-of.ts'

type Dict = Map<string, GoValue>

/** Functions on dicts. Where Go's order is random, ours is that of the keys' bytes. */
export function functions(): readonly GoFunction[] {
  return [
    defineVariadic('dict', [], any, dictOf),
    define('get', [dict, text], (from, key) => from.get(key) ?? (from.has(key) ? null : '')),
    define('set', [dict, text, any], (target, key, value) => target.set(key, value)),
    define('unset', [dict, text], (target, key) => {
      target.delete(key)
      return target
    }),
    define('hasKey', [dict, text], (from, key) => from.has(key)),
    defineVariadic('pluck', [text], dict, (dicts, key) =>
      dicts.filter((from) => from.has(key)).map((from) => from.get(key) ?? null),
    ),
    defineVariadic('keys', [], dict, (dicts) =>
      strings(dicts.flatMap((from) => [...from.keys()].sort(compareBytes))),
    ),
    define('values', [dict], (from) => sorted(from).map(([, value]) => value)),
    defineVariadic('pick', [dict], text, (keys, from) => filtered(from, (key) => keys.includes(key))),
    defineVariadic('omit', [dict], text, (keys, from) => filtered(from, (key) => !keys.includes(key))),
    defineVariadic('dig', [], any, dig),
    ...merging('merge', 'fill'),
    ...merging('mergeOverwrite', 'overwrite'),
    ...alias(define('deepCopy', [any], deepCopy), 'mustDeepCopy'),
  ]
}

/** Keys and values in turn; a key without a value gets an empty text. */
function dictOf(values: readonly GoValue[]): Dict {
  const made: Dict = new Map()
  for (let i = 0; i < values.length; i += 2) {
    const value = values[i + 1]
    made.set(textOf(values[i] ?? null), value === undefined ? '' : value)
  }
  return made
}

function sorted(from: Dict): readonly (readonly [string, GoValue])[] {
  return [...from].sort(([a], [b]) => compareBytes(a, b))
}

function filtered(from: Dict, keeps: (key: string) => boolean): Dict {
  return new Map([...from].filter(([key]) => keeps(key)))
}

/** Keys, a default and a dict: what the keys lead to, or the default where a key is missing. */
function dig(params: readonly GoValue[]): GoValue {
  if (params.length < 3) fail('dig needs at least three arguments')
  const keys = params.slice(0, -2).map((key) => (typeof key === 'string' ? key : mismatch(key, 'string')))
  let found = params.at(-1) ?? null
  for (const key of keys) {
    if (!(found instanceof Map)) return mismatch(found, 'map[string]interface {}')
    const next: GoValue | undefined = found.get(key)
    if (next === undefined) return params.at(-2) ?? null
    found = next
  }
  return found
}

function mismatch(value: GoValue, wanted: string): never {
  const found = value === null ? 'nil' : typeOf(value)
  return fail(`interface conversion: interface {} is ${found}, not ${wanted}`)
}

/** The function that gives an empty text on errors, and the one that fails. */
function merging(name: string, mode: MergeMode): readonly GoFunction[] {
  const must = `must${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const all = (sources: readonly Dict[], target: Dict): Dict =>
    sources.reduce((merged, source) => merge(merged, source, mode), target)
  return [
    defineVariadic(must, [dict], dict, all),
    defineVariadic(name, [dict], dict, (sources, target) => {
      try {
        return all(sources, target)
      } catch (error) {
        if (error instanceof GoFunctionError && error.message === DIFFERENT_TYPES) return ''
        throw error
      }
    }),
  ]
}
