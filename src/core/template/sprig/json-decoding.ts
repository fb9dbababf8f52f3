import { GoFunctionError, type GoValue } from '../values.ts'

/** A decoded text; with an error the value is nil, except that one only a number of which is too large keeps the rest. */
export interface DecodedJson {
  readonly value: GoValue
  readonly error?: GoFunctionError
}

/** Go's own limit of brackets in brackets. */
const deepest = 10_000

/** Reads JSON into maps, lists, texts and floats. What is no Unicode becomes U+FFFD. */
export function decodeJson(text: string): DecodedJson {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.toWellFormed())
  } catch {
    return { value: null, error: new GoFunctionError('the text is no valid JSON') }
  }
  const problems: string[] = []
  const value = fromJson(parsed, problems, 0)
  const [problem] = problems
  if (problem === undefined) return { value }
  return { value: problem === tooDeep ? null : value, error: new GoFunctionError(problem) }
}

const tooDeep = 'exceeded max depth'

function fromJson(value: unknown, problems: string[], depth: number): GoValue {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value.toWellFormed()
    case 'number':
      if (Number.isFinite(value)) return value
      problems.push('json: a number is too large for a float64')
      return null
    case 'object':
      break
    default:
      return null
  }
  if (value === null) return null
  if (depth >= deepest) {
    problems.unshift(tooDeep)
    return null
  }
  if (Array.isArray(value)) return value.map((item) => fromJson(item, problems, depth + 1))
  return new Map(
    Object.entries(value).map(([key, member]) => [key.toWellFormed(), fromJson(member, problems, depth + 1)]),
  )
}
