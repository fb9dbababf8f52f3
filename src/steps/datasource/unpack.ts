import { fromBytes, toBytes } from '../../core/go-string.ts'
import { fromBase64 } from '../files/encodings.ts'
import { declaredBoundary, type MimePart, mimeParts } from './mime.ts'

/** In bytes: what small gzip data may become. */
const UNPACKED_LIMIT = 64 * 1024 * 1024

/** User data without its wrappings, and what people should know about them. */
export interface Unpacked {
  readonly content: Uint8Array
  readonly warning?: string
}

/** Takes off gzip and MIME. What is broken stays as it came. */
export async function unpack(data: Uint8Array): Promise<Unpacked> {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return chosenPart(data)
  const { gunzipSync } = await import('node:zlib')
  try {
    return chosenPart(gunzipSync(data, { maxOutputLength: UNPACKED_LIMIT }))
  } catch {
    return { content: data, warning: 'user data looks like gzip, but cannot be unpacked' }
  }
}

/** The boundary that the tools of VMware write, which yip splits at whether it is declared or not. */
const usualBoundary = 'MIMEBOUNDARY'

/**
 * Of several parts one is used: the first cloud-config. A text that says of itself that it is MIME may also hold it
 * with another boundary, other parameters or encodings, or hold a script instead.
 */
function chosenPart(data: Uint8Array): Unpacked {
  const text = fromBytes(data)
  const usual = text.includes(`--${usualBoundary}`) ? mimeParts(text, usualBoundary) : []
  const exact = usual.find(({ contentType }) => contentType === 'text/cloud-config')
  const boundary = declaredBoundary(text)
  const declared = boundary === undefined ? [] : mimeParts(text, boundary)
  const byType = (wanted: string) => declared.find((part) => typeOf(part) === wanted)
  const part = exact ?? byType('text/cloud-config') ?? byType('text/x-shellscript')
  if (part === undefined) return { content: data }
  const content = decoded(part)
  if (content === undefined)
    return { content: data, warning: `the ${typeOf(part)} part of user data is broken` }
  const count = Math.max(usual.length, declared.length)
  const warning = `user data has ${count} parts; only the first ${typeOf(part)} is used`
  return count > 1 ? { content, warning } : { content }
}

function typeOf({ contentType }: MimePart): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
}

function decoded({ transferEncoding, content }: MimePart): Uint8Array | undefined {
  switch (transferEncoding) {
    case 'base64':
      return fromBase64(content.replace(/\s+/g, ''))
    case 'quoted-printable':
      return toBytes(fromQuotedPrintable(content))
    default:
      return toBytes(content)
  }
}

/** RFC 2045, 6.7; an equals sign that encodes nothing stays. */
function fromQuotedPrintable(text: string): string {
  const lines = text.replace(/[ \t]+(?=\r?(?:\n|$))/g, '').replace(/=\r?\n/g, '')
  const bytes = toBytes(lines)
  const result: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    const hex = bytes[i] === 0x3d ? Buffer.from(bytes.subarray(i + 1, i + 3)).toString('latin1') : ''
    if (/^[0-9A-F]{2}$/i.test(hex)) {
      result.push(Number.parseInt(hex, 16))
      i += 2
    } else result.push(bytes[i] ?? 0)
  }
  return fromBytes(Uint8Array.from(result))
}
