import { toBytes } from '../../core/go-string.ts'

/** A file's content once its encoding is taken off, or why that is not possible. */
export type Decoding = { readonly content: string | Uint8Array } | { readonly broken: string }

/** Takes off `encoding`; an unknown one is none, as in yip. zlib is loaded only when it is needed. */
export async function decodeContent(content: string, encoding: string): Promise<Decoding> {
  switch (encoding) {
    case 'b64':
    case 'base64':
      return taken(fromBase64(content), 'base64')
    case 'gz':
    case 'gzip':
      return taken(await fromGzip(toBytes(content)), 'gzip data')
    case 'gz+base64':
    case 'gzip+base64':
    case 'gz+b64':
    case 'gzip+b64': {
      const packed = fromBase64(content)
      return packed === undefined ? taken(packed, 'base64') : taken(await fromGzip(packed), 'gzip data')
    }
    default:
      return { content }
  }
}

function taken(content: Uint8Array | undefined, kind: string): Decoding {
  return content === undefined ? { broken: `the content is not valid ${kind}` } : { content }
}

/** Standard alphabet with padding; line ends are passed over, blanks are not (RFC 4648 as Go reads it). */
export function fromBase64(content: string): Uint8Array | undefined {
  const digits = content.replace(/[\r\n]+/g, '')
  if (digits.length % 4 !== 0 || /[^A-Za-z0-9+/=]/.test(digits)) return undefined
  const padding = digits.indexOf('=')
  if (padding !== -1 && !/^==?$/.test(digits.slice(padding))) return undefined
  return Buffer.from(digits, 'base64')
}

/** One or more members and nothing behind them: zlib passes over trailing zeros, Go does not. */
async function fromGzip(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const { gunzipSync } = await import('node:zlib')
  try {
    const result: unknown = gunzipSync(packed, { info: true })
    if (!isInflated(result) || result.engine.bytesWritten !== packed.length) return undefined
    return result.buffer
  } catch {
    return undefined
  }
}

/** What zlib gives back with `info`, which its types do not tell. */
function isInflated(result: unknown): result is { buffer: Uint8Array; engine: { bytesWritten: number } } {
  return typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result
}
