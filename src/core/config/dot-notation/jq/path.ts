import { JqError, type Value } from './query.ts'

/** A key of an object or an index of a list; negative ones count from the end. */
export type Step = string | number
export type Path = readonly Step[]

/** The value behind a key or index; null where there is none. */
export function stepInto(value: Value, step: Step): Value {
  if (value === null) return null
  if (typeof step === 'string') {
    if (isObject(value)) return Object.hasOwn(value, step) ? (value[step] as Value) : null
    throw new JqError(`only an object has a ${step}`)
  }
  if (isList(value)) return value.at(step) ?? null
  if (typeof value === 'string') return [...value].at(step) ?? null
  throw new JqError('only a list has numbered entries')
}

export function getAt(value: Value, path: Path): Value {
  return path.reduce(stepInto, value)
}

/** More entries than that are surely not meant, and would only fill the memory. */
const longestList = 100_000

/** A copy of a value with something set; objects and lists on the way are made where nothing is. */
export function setAt(value: Value, path: Path, inner: Value): Value {
  const [step, ...rest] = path
  if (step === undefined) return inner
  if (typeof step === 'string') {
    if (value !== null && !isObject(value)) throw new JqError(`${step} cannot be set in what is no object`)
    const before = value !== null && Object.hasOwn(value, step) ? (value[step] as Value) : null
    const copy = new Map(Object.entries(value ?? {}))
    return Object.fromEntries(copy.set(step, setAt(before, rest, inner)))
  }
  if (value !== null && !isList(value)) throw new JqError('an entry cannot be set in what is no list')
  const list = value === null ? [] : [...value]
  const index = step < 0 ? step + list.length : step
  if (index < 0 || index >= longestList) throw new JqError(`a list cannot have an entry ${step}`)
  while (list.length <= index) list.push(null)
  list[index] = setAt(list[index] ?? null, rest, inner)
  return list
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

function isObject(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
