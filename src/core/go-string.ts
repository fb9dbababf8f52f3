/**
 * Text as Go has it: a string is any sequence of bytes, usually UTF-8. Inside the engine such a text is a
 * JavaScript string in which every byte that is not part of valid UTF-8 stands as one lone surrogate,
 * U+DC80 to U+DCFF (the convention known as surrogateescape), so nothing is lost on the way in and out.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
// The first Buffer of a run costs a tenth of a millisecond, ten times as much as this.
const encoder = new TextEncoder()

/** Bytes to text; bytes that are not UTF-8 become lone surrogates U+DC80..U+DCFF. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes)
  } catch {
    return fromBrokenBytes(bytes)
  }
}

/** Text to the bytes it stands for: the inverse of {@link fromBytes}. */
export function toBytes(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text)
  const parts: Uint8Array[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      i++
    } else if (unit >= 0xdc80 && unit <= 0xdcff) {
      parts.push(Buffer.from(text.slice(start, i), 'utf8'), Uint8Array.of(unit - 0xdc00))
      start = i + 1
    }
  }
  parts.push(Buffer.from(text.slice(start), 'utf8'))
  return Buffer.concat(parts)
}

/** Whether the text holds bytes that are not UTF-8. */
export function isBroken(text: string): boolean {
  return !text.isWellFormed()
}

/** The length in bytes, as Go's `len` counts. */
export function byteLength(text: string): number {
  return text.isWellFormed() ? Buffer.byteLength(text, 'utf8') : toBytes(text).length
}

/** Order of two texts by their bytes, as Go compares strings and sorts map keys. */
export function compareBytes(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue
    const start = i > 0 && isHighSurrogate(a.charCodeAt(i - 1)) ? i - 1 : i
    return Buffer.compare(toBytes(a.slice(start)), toBytes(b.slice(start)))
  }
  return a.length - b.length
}

function fromBrokenBytes(bytes: Uint8Array): string {
  let text = ''
  let start = 0
  let i = 0
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i)
    if (length > 0) {
      i += length
      continue
    }
    text += strict.decode(bytes.subarray(start, i)) + String.fromCharCode(0xdc00 + (bytes[i] as number))
    i++
    start = i
  }
  return text + strict.decode(bytes.subarray(start))
}

/** The length of the valid UTF-8 sequence that starts at `i`, or 0 (Unicode 15, table 3-7). */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] as number
  if (lead < 0x80) return 1
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0 || i + length > bytes.length) return 0
  const second = bytes[i + 1] as number
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let k = 2; k < length; k++) if (((bytes[i + k] as number) & 0xc0) !== 0x80) return 0
  return length
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
