import { isTimestamp } from './timestamp.ts'
import { YamlError } from './yaml-error.ts'

/** What a scalar means to Go's yaml.v3. */
export type Resolved =
  | { readonly tag: '!!null' }
  | { readonly tag: '!!bool'; readonly flag: boolean }
  | { readonly tag: '!!int'; readonly int: number | bigint }
  | { readonly tag: '!!float'; readonly float: number }
  | { readonly tag: '!!timestamp' }
  | { readonly tag: string; readonly text: string }

/** Whether an unquoted scalar is null. */
export function isNull(value: string): boolean {
  switch (value.length) {
    case 0:
      return true
    case 1:
      return value === '~'
    case 4:
      return value === 'null' || value === 'Null' || value === 'NULL'
    default:
      return false
  }
}

/**
 * The meaning of a scalar with a tag (`!!int`), or of an unquoted one without. Throws a YamlError when the value
 * is none of its tag.
 */
export function resolve(tag: string | undefined, value: string, offset: number): Resolved {
  switch (tag) {
    case undefined:
      return resolvePlain(value, true)
    case '!!str':
      return { tag, text: value }
    case '!!bool':
    case '!!int':
    case '!!float':
    case '!!null':
    case '!!timestamp':
      return resolveTagged(tag, value, offset)
    default:
      return { tag, text: value }
  }
}

function resolveTagged(tag: string, value: string, offset: number): Resolved {
  const found = resolvePlain(value, tag === '!!timestamp')
  if (found.tag === tag || (found.tag === '!!str' && tag === '!!str')) return found
  if (tag === '!!float' && 'int' in found) {
    const inRange = found.int <= maxInt64
    if (inRange) return { tag: '!!float', float: Number(found.int) }
  }
  const help = 'Leave the tag out, or write a value of its kind'
  throw new YamlError('yaml-tag', offset, `\`${value}\` is not of the kind that its tag ${tag} says`, help)
}

const maxInt64 = 2n ** 63n - 1n

function resolvePlain(value: string, maybeTimestamp: boolean): Resolved {
  const first = value.charCodeAt(0)
  if (isNumeric(first)) return resolveNumber(value, maybeTimestamp)
  if (isNull(value)) return { tag: '!!null' }
  switch (value) {
    case 'true':
    case 'True':
    case 'TRUE':
      return { tag: '!!bool', flag: true }
    case 'false':
    case 'False':
    case 'FALSE':
      return { tag: '!!bool', flag: false }
  }
  return { tag: '!!str', text: value }
}

/** A digit, a sign or a point. */
function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46
}

const namedFloats: ReadonlyMap<string, number> = new Map([
  ...['.nan', '.NaN', '.NAN'].map((name) => [name, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((name) => [name, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((name) => [name, -Infinity] as const),
])

function isDigits(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** The common case, without patterns and big numbers: decimal, or octal with a leading zero, or else a float. */
function resolveDigits(value: string): Resolved {
  if (value.charCodeAt(0) !== 48) return { tag: '!!int', int: Number(value) }
  const isOctal = !value.includes('8') && !value.includes('9')
  if (isOctal) return { tag: '!!int', int: Number.parseInt(value, 8) }
  return { tag: '!!float', float: Number(value) }
}

function resolveNumber(value: string, maybeTimestamp: boolean): Resolved {
  if (value.length <= 15 && isDigits(value)) return resolveDigits(value)
  if (value.charCodeAt(0) === 46 || value.charCodeAt(1) === 46) {
    const named = namedFloats.get(value)
    if (named !== undefined) return { tag: '!!float', float: named }
  }
  if (value.charCodeAt(0) === 46) return asFloat(value) ?? { tag: '!!str', text: value }
  if (maybeTimestamp && isTimestamp(value)) return { tag: '!!timestamp' }
  const plain = value.replaceAll('_', '')
  const int = parseInteger(plain)
  if (int !== undefined) return { tag: '!!int', int }
  return asFloat(plain) ?? { tag: '!!str', text: value }
}

const floatPattern = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

function asFloat(text: string): Resolved | undefined {
  if (!floatPattern.test(text)) return undefined
  const float = Number(text)
  return Number.isFinite(float) ? { tag: '!!float', float } : undefined
}

const integerPattern = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/
/** `0b-1`, `0o+7`: signs behind the prefix, as yaml.v3 lets through. */
const innerSignPattern = /^0(?:b([-+][01]+)|o([-+][0-7]+))$/

/** A whole number of 64 bits, signed or not, in any of Go's notations. */
function parseInteger(text: string): bigint | undefined {
  const match = integerPattern.exec(text)
  if (match === null) return parseInnerSign(text)
  const [, sign, hex, binary, octal, decimal] = match
  const magnitude =
    decimal !== undefined
      ? BigInt(decimal)
      : BigInt(hex !== undefined ? `0x${hex}` : binary !== undefined ? `0b${binary}` : `0o${octal}`)
  if (sign === '-') return magnitude <= maxInt64 + 1n ? -magnitude : undefined
  return magnitude <= (sign === '+' ? maxInt64 : maxUint64) ? magnitude : undefined
}

const maxUint64 = 2n ** 64n - 1n

function parseInnerSign(text: string): bigint | undefined {
  const match = innerSignPattern.exec(text)
  if (match === null) return undefined
  const digits = (match[1] ?? match[2]) as string
  const magnitude = BigInt(`0${text[1]}${digits.slice(1)}`)
  if (digits[0] === '-') return magnitude <= maxInt64 + 1n ? -magnitude : undefined
  return magnitude <= maxInt64 ? magnitude : undefined
}
