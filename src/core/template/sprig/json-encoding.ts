import { compareBytes } from '../../go-string.ts'
import { checkText } from '../limits.ts'
import { entriesOf, isNil, itemsOf, typeOf } from '../types.ts'
import { GoInt, GoPointer, GoSlice, GoStruct, type GoValue } from '../values.ts'
import { bytesOf } from './byte-slice.ts'
import { fail } from './parameters.ts'

/** Whether `<`, `>` and `&` in texts are written as `\u003c` and so on. */
export type Html = 'escape-html' | 'keep-html'

/** A value as compact JSON, keys sorted by their bytes. Fails on NaN, infinities, functions and cycles. */
export function encodeJson(value: GoValue, html: Html): string {
  return encode(value, html, new Set())
}

function encode(value: GoValue, html: Html, around: Set<GoValue>): string {
  if (isNil(value)) return 'null'
  const marshaled = marshal(value)
  if (marshaled !== undefined) return marshaled
  if (typeof value === 'string') return encodeText(value, html)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return encodeNumber(value)
  if (value instanceof GoInt) return String(value.value)
  if (value instanceof GoPointer) return encode(value.target, html, around)
  if (value instanceof GoSlice && value.type === '[]uint8')
    return `"${Buffer.from(bytesOf(value)).toString('base64')}"`
  const items = itemsOf(value)
  if (items !== undefined) return bounded(`[${items.map((item) => encode(item, html, around)).join(',')}]`)
  const members = membersOf(value)
  if (members === undefined) return fail(`json: unsupported type: ${typeOf(value)}`)
  if (around.has(value)) fail(`json: unsupported value: encountered a cycle via ${typeOf(value)}`)
  around.add(value)
  const written = members.map(([key, member]) => `${encodeText(key, html)}:${encode(member, html, around)}`)
  around.delete(value)
  return bounded(`{${written.join(',')}}`)
}

function bounded(text: string): string {
  checkText(text.length)
  return text
}

/** Entries of a map in order of their keys, exported fields of a struct in declared order. */
function membersOf(value: GoValue): readonly (readonly [string, GoValue])[] | undefined {
  if (value instanceof GoStruct) {
    return value.fields.filter(({ name }) => /^\p{Lu}/u.test(name)).map(({ name, value }) => [name, value])
  }
  const entries = entriesOf(value)
  return entries && [...entries].sort(([a], [b]) => compareBytes(a, b))
}

/** What the value's own MarshalJSON makes of it. */
function marshal(value: GoValue): string | undefined {
  if (!(value instanceof GoStruct || value instanceof GoPointer)) return undefined
  const written = value.method?.('MarshalJSON')?.call([])
  return written instanceof GoSlice ? Buffer.from(bytesOf(written)).toString() : undefined
}

function encodeNumber(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
  return fail(`json: unsupported value: ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`)
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** Broken bytes become `\ufffd`; U+2028 and U+2029 are always escaped. */
function encodeText(text: string, html: Html): string {
  const special =
    html === 'escape-html'
      ? /["\\\0-\x1f<>&\u2028\u2029]|[\udc80-\udcff]/gu
      : /["\\\0-\x1f\u2028\u2029]|[\udc80-\udcff]/gu
  const escaped = text.replace(special, (char) => {
    const code = char.charCodeAt(0)
    return shortEscapes[char] ?? `\\u${(code >= 0xdc80 ? 0xfffd : code).toString(16).padStart(4, '0')}`
  })
  return `"${escaped}"`
}

/** Compact JSON spread over lines with two blanks a level; empty lists and maps stay on their line. */
export function indented(compact: string): string {
  let depth = 0
  return compact.replace(/"(?:[^"\\]|\\.)*"|\[\]|\{\}|[[\]{},:]/g, (token) => {
    switch (token) {
      case '[':
      case '{':
        depth++
        return `${token}\n${'  '.repeat(depth)}`
      case ']':
      case '}':
        depth--
        return `\n${'  '.repeat(depth)}${token}`
      case ',':
        return `,\n${'  '.repeat(depth)}`
      case ':':
        return ': '
      default:
        return token
    }
  })
}
