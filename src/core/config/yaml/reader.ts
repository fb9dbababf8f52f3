import { toBytes } from '../../go-string.ts'
import { YamlError } from './yaml-error.ts'

/** In bytes, or characters of a text. More would not fit into the memory of a small machine. */
const largestInput = 32 * 1024 * 1024

/** An error when a text is too large to be read at all. */
export function sizeError(length: number): YamlError | undefined {
  if (length <= largestInput) return undefined
  const [found, most] = [length, largestInput].map((size) => Math.ceil(size / 1024 / 1024))
  return new YamlError('yaml-size', 0, `The text has ${found} MiB; at most ${most} MiB are read`)
}

/** A text up to the first character that YAML does not allow. */
export interface ReadableText {
  readonly text: string
  readonly flaw: Flaw | undefined
}

/** What ends a text before its end. */
export interface Flaw {
  readonly error: YamlError
  /** Go decodes its input in pieces, as it goes: the error counts when more than this of the text is read. */
  readonly countsFrom: number
}

/** Decodes a text: UTF-8 with or without a byte order mark, or UTF-16 with one. */
export function readText(text: string): ReadableText {
  const first = text.charCodeAt(0)
  if (first === 0xfeff) return upToFlaw(text.slice(1), 3)
  if (first === 0xdcff || first === 0xdcfe) {
    const bytes = toBytes(text)
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes, true)
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes, false)
  }
  return upToFlaw(text, 0)
}

function fromUtf16(bytes: Uint8Array, littleEndian: boolean): ReadableText {
  const units = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let text = ''
  for (let i = 2; i + 1 < bytes.length; i += 2) text += String.fromCharCode(units.getUint16(i, littleEndian))
  const readable = upToFlaw(text, 2, 2)
  if (readable.flaw !== undefined || bytes.length % 2 === 0) return readable
  const error = new YamlError('yaml-encoding', text.length, 'The UTF-16 text ends within a character')
  return { text, flaw: { error, countsFrom: text.length } }
}

const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** `skipped`: bytes before the text; `width`: bytes of a character, 1 for UTF-8. */
function upToFlaw(text: string, skipped: number, width = 1): ReadableText {
  const control = text.search(forbidden)
  const broken = text.isWellFormed() ? -1 : firstLoneSurrogate(text)
  if (control < 0 && broken < 0) return { text, flaw: undefined }
  const offset = control < 0 || (broken >= 0 && broken < control) ? broken : control
  const before = text.slice(0, offset)
  // A character that the end of the input cuts off is noticed only there.
  const isCut = offset === broken && isCutOff(text.slice(offset))
  const countsFrom = isCut ? offset : pieceStart(before, skipped, width)
  return { text: before, flaw: { error: forbiddenAt(text, offset), countsFrom } }
}

/** Whether the first byte asks for more bytes than there are. */
function isCutOff(rest: string): boolean {
  if (rest.length > 3) return false
  const bytes = toBytes(rest)
  const lead = bytes[0] ?? 0
  const width = lead >= 0xf8 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0
  return bytes.length < width
}

/** Bytes that Go decodes at once. */
const piece = 512

/** Where the piece of the input begins that holds the end of a text. */
function pieceStart(text: string, skipped: number, width: number): number {
  if (width === 2) return Math.max(0, (Math.floor((text.length * 2 + skipped) / piece) * piece - skipped) / 2)
  const bytes = Buffer.from(text)
  const start = Math.floor((bytes.length + skipped) / piece) * piece - skipped
  return start <= 0 ? 0 : bytes.subarray(0, start).toString().length
}

function firstLoneSurrogate(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number
    if (code > 0xffff) i++
    else if (code >= 0xd800 && code <= 0xdfff) return i
  }
  return -1
}

function forbiddenAt(text: string, offset: number): YamlError {
  const code = text.charCodeAt(offset)
  if (code === 0) {
    const help = 'Save the file as UTF-8; NULs are a sign of UTF-16 or of a file that is not text'
    return new YamlError('yaml-encoding', offset, 'A NUL byte stands in the text', help)
  }
  if (code >= 0xd800 && code <= 0xdfff) {
    const byte =
      code >= 0xdc80 && code <= 0xdcff ? `The byte 0x${(code - 0xdc00).toString(16)}` : 'This character'
    const help = 'Save the file as UTF-8; bytes that are no text go into !!binary or a base64 encoding'
    return new YamlError('yaml-encoding', offset, `${byte} is not valid UTF-8`, help)
  }
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const help = 'Remove it, or write it as an escape in double quotes'
  return new YamlError('yaml-character', offset, `The control character ${name} is not allowed`, help)
}
