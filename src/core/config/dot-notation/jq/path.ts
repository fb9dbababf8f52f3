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

/** Sets something inside of a value, in place; objects and lists on the way are made where nothing is. */
export function setAt(value: Value, path: Path, inner: Value): Value {
  checkSettable(value, path)
  return set(value, path, 0, inner)
}

/** Throws before anything is changed. */
function checkSettable(value: Value, path: Path): void {
  let part = value
  for (const step of path) {
    if (typeof step === 'string') {
      if (part !== null && !isObject(part)) throw new JqError(`${step} cannot be set in what is no object`)
    } else {
      if (part !== null && !isList(part)) throw new JqError('an entry cannot be set in what is no list')
      const index = step < 0 ? step + (part?.length ?? 0) : step
      if (index < 0 || index >= longestList) throw new JqError(`a list cannot have an entry ${step}`)
    }
    part = stepInto(part, step)
  }
}

function set(value: Value, path: Path, depth: number, inner: Value): Value {
  const step = path[depth]
  if (step === undefined) return inner
  if (typeof step === 'string') {
    const object: Record<string, Value> = isObject(value) ? value : {}
    const before = Object.hasOwn(object, step) ? (object[step] as Value) : null
    const after = set(before, path, depth + 1, inner)
    Object.defineProperty(object, step, {
      value: after,
      enumerable: true,
      configurable: true,
      writable: true,
    })
    return object
  }
  const list: Value[] = isList(value) ? value : []
  const index = step < 0 ? step + list.length : step
  while (list.length <= index) list.push(null)
  list[index] = set(list[index] ?? null, path, depth + 1, inner)
  return list
}

function isList(value: Value): value is Value[] {
  return Array.isArray(value)
}

function isObject(value: Value): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
