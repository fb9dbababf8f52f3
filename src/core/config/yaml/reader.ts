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

/** A text up to the first character that YAML does not allow, and what is wrong there. */
export interface ReadableText {
  readonly text: string
  readonly error: YamlError | undefined
}

/**
 * Decodes a text: UTF-8 with or without a byte order mark, or UTF-16 with one. The error of a forbidden character
 * counts only when the character is part of the first document, so it is handed over, not thrown.
 */
export function readText(text: string): ReadableText {
  const first = text.charCodeAt(0)
  if (first === 0xfeff) return upToForbidden(text.slice(1))
  if (first === 0xdcff || first === 0xdcfe) {
    const bytes = toBytes(text)
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes, 'utf-16le')
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes, 'utf-16be')
  }
  return upToForbidden(text)
}

function fromUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): ReadableText {
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2))
  if (encoding === 'utf-16be') Buffer.from(even.buffer, even.byteOffset, even.length).swap16()
  let text = ''
  const units = new DataView(even.buffer, even.byteOffset, even.length)
  for (let i = 0; i < even.length; i += 2) text += String.fromCharCode(units.getUint16(i, true))
  const readable = upToForbidden(text)
  if (readable.error !== undefined || bytes.length % 2 === 0) return readable
  return {
    text,
    error: new YamlError('yaml-encoding', text.length, 'The UTF-16 text ends within a character'),
  }
}

const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

function upToForbidden(text: string): ReadableText {
  const control = text.search(forbidden)
  const broken = text.isWellFormed() ? -1 : firstLoneSurrogate(text)
  if (control < 0 && broken < 0) return { text, error: undefined }
  const offset = control < 0 || (broken >= 0 && broken < control) ? broken : control
  return { text: text.slice(0, offset), error: forbiddenAt(text, offset) }
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
