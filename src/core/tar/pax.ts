import { fromBytes } from '../go-string.ts'

/** Records of a pax header: `LENGTH KEY=VALUE\n`. Values are bytes: extended attributes are no text. */
export function parsePax(bytes: Uint8Array): Map<string, Uint8Array> {
  const records = new Map<string, Uint8Array>()
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at)
    const digits = fromBytes(bytes.subarray(at, blank < 0 ? bytes.length : blank))
    const length = /^[1-9][0-9]{0,9}$/.test(digits) ? Number(digits) : 0
    const record = bytes.subarray(blank + 1, at + length - 1)
    const equals = record.indexOf(0x3d)
    if (length <= digits.length + 2 || at + length > bytes.length || equals < 1)
      throw new Error('a pax header is broken')
    records.set(fromBytes(record.subarray(0, equals)), record.slice(equals + 1))
    at += length
  }
  return records
}
