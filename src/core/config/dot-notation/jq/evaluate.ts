import { getAt, type Path, type Step, setAt, stepInto } from './path.ts'
import { JqError, type Query, type Value } from './query.ts'

/** A result: a value, and its path when all that led to it were steps into the input. */
interface Found {
  readonly value: Value
  readonly path: Path | undefined
}

/**
 * The first result of an expression, and the paths that it set. The input may be changed in place, but not when it
 * throws a {@link JqError}, as it does when it fails.
 */
export function evaluate(
  query: Query,
  input: Value,
): { readonly value: Value; readonly set: readonly Path[] } {
  const set: Path[] = []
  for (const { value } of run(query, { value: input, path: [] }, set)) return { value, set }
  throw new JqError('the expression has no result')
}

/** `set`: where updates note the paths they set. */
function* run(query: Query, input: Found, set: Path[]): Generator<Found> {
  switch (query.kind) {
    case 'identity':
      yield input
      return
    case 'literal':
      yield computed(query.value)
      return
    case 'recurse':
      yield* descend(input)
      return
    case 'index':
      for (const found of run(query.of, input, set)) {
        for (const { value: key } of run(query.key, input, set)) yield indexed(found, key)
      }
      return
    case 'iterate':
      for (const found of run(query.of, input, set)) yield* entries(found)
      return
    case 'optional':
      yield* silenced(run(query.of, input, set))
      return
    case 'pipe':
      for (const found of run(query.left, input, set)) yield* run(query.right, found, set)
      return
    case 'comma':
      yield* run(query.left, input, set)
      yield* run(query.right, input, set)
      return
    case 'update':
      yield* update(query.sign, query.left, query.right, input, set)
      return
    case 'binary':
      yield* binary(query.sign, query.left, query.right, input, set)
      return
    case 'negate':
      for (const { value } of run(query.of, input, set)) yield computed(-asNumber(value))
      return
    case 'text':
      yield computed(
        query.parts.map((part) => (typeof part === 'string' ? part : asText(first(part, input)))).join(''),
      )
      return
    case 'array':
      yield computed(
        query.items === undefined ? [] : Array.from(run(query.items, input, set), ({ value }) => value),
      )
      return
    case 'object':
      yield computed(
        Object.fromEntries(
          query.fields.map(([key, value]) => [asKey(first(key, input)), first(value, input)]),
        ),
      )
  }
}

function first(query: Query, input: Found): Value {
  return evaluate(query, input.value).value
}

function computed(value: Value): Found {
  return { value, path: undefined }
}

function indexed({ value, path }: Found, key: Value): Found {
  const step: Step = typeof key === 'number' ? Math.trunc(key) : asKey(key)
  return { value: stepInto(value, step), path: path && [...path, step] }
}

function* entries(found: Found): Generator<Found> {
  const { value } = found
  if (typeof value !== 'object' || value === null) throw new JqError('only lists and objects have entries')
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value).sort()
  for (const key of keys) yield indexed(found, key)
}

function* descend(found: Found): Generator<Found> {
  yield found
  if (typeof found.value !== 'object' || found.value === null) return
  for (const entry of entries(found)) yield* descend(entry)
}

function* silenced(found: Generator<Found>): Generator<Found> {
  try {
    yield* found
  } catch (error) {
    if (!(error instanceof JqError)) throw error
  }
}

function* update(sign: string, left: Query, right: Query, input: Found, set: Path[]): Generator<Found> {
  // What the value is computed from must not change with it.
  const source = right.kind === 'literal' ? input : computed(structuredClone(input.value))
  const values = sign === '|=' ? [null] : Array.from(run(right, source, set), ({ value }) => value)
  const targets = Array.from(run(left, { value: input.value, path: [] }, set), ({ path }) => path)
  for (const [i, operand] of values.entries()) {
    // One path is set in place, which fails before it changes anything; the rest works on copies.
    const inPlace = targets.length === 1 && values.length === 1
    let value = inPlace ? input.value : structuredClone(input.value)
    for (const path of targets) {
      if (path === undefined) throw new JqError('what is set is no path')
      const before = getAt(value, path)
      const after = sign === '|=' ? first(right, computed(before)) : changed(sign, before, operand)
      value = setAt(value, path, after)
      if (i === 0) set.push(path)
    }
    yield computed(value)
  }
}

/** What an update makes of the value before. */
function changed(sign: string, before: Value, operand: Value): Value {
  if (sign === '=') return operand
  if (sign === '//=') return before === null || before === false ? operand : before
  return arithmetic(sign.slice(0, -1), before, operand)
}

function* binary(sign: string, left: Query, right: Query, input: Found, set: Path[]): Generator<Found> {
  if (sign === '//') {
    const found = Array.from(silenced(run(left, input, set))).filter(
      ({ value }) => value !== null && value !== false,
    )
    yield* found.length > 0 ? found : run(right, input, set)
    return
  }
  for (const { value: b } of run(right, input, set)) {
    for (const { value: a } of run(left, input, set)) yield computed(arithmetic(sign, a, b))
  }
}

function arithmetic(sign: string, a: Value, b: Value): Value {
  if (sign === '+') {
    if (a === null) return b
    if (b === null) return a
    if (typeof a === 'string' && typeof b === 'string') return a + b
  }
  if (sign === '/' && typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b)
  const [x, y] = [asNumber(a), asNumber(b)]
  if ((sign === '/' || sign === '%') && y === 0) throw new JqError('a division by zero')
  switch (sign) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return x / y
    default:
      return Math.trunc(x) % Math.trunc(y)
  }
}

function asNumber(value: Value): number {
  if (typeof value !== 'number') throw new JqError('only numbers can be calculated with')
  return value
}

function asKey(value: Value): string {
  if (typeof value !== 'string') throw new JqError('the keys of objects are strings')
  return value
}

function asText(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
