import { readFileSync } from 'node:fs'
import { fromBytes } from '../../../src/core/go-string.ts'

/** A text, or the bytes of one that is not UTF-8. */
export type Recorded = string | { readonly base64: string }

const tables = process.env.YIP_COMPAT ?? new URL('../../../../shared/yip-compat', import.meta.url).pathname

/** The rows of a recorded table. */
export function tableRows<Row>(name: string): readonly Row[] {
  return JSON.parse(readFileSync(`${tables}/tables/${name}.json`, 'utf8'))
}

/** Rows that were recorded for these tests, one on each line: what yip 1.24 does with a text. */
export function recordedRows<Row>(name: string): readonly Row[] {
  const text = readFileSync(new URL(`./recorded/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

export function bytesOf(recorded: Recorded): Uint8Array {
  return typeof recorded === 'string' ? Buffer.from(recorded) : Buffer.from(recorded.base64, 'base64')
}

export function textOf(recorded: Recorded): string {
  return fromBytes(bytesOf(recorded))
}

/** A text as the name of an assertion: on one line, in ASCII. */
export function shown(text: Recorded): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A recorded result as it is decoded here: a nil list is an empty one. */
export function decodedOf(value: unknown): unknown {
  if (value === null) return []
  if (Array.isArray(value)) return value.map(decodedOf)
  if (typeof value !== 'object') return value
  const fields = Object.entries(value)
  if (fields.length === 1) {
    const [key, inner] = fields[0] as [string, unknown]
    if (key === 'base64' && typeof inner === 'string') return fromBytes(Buffer.from(inner, 'base64'))
    if (key === 'bigint' && typeof inner === 'string') return BigInt(inner)
  }
  return Object.fromEntries(fields.map(([key, inner]) => [key, decodedOf(inner)]))
}
