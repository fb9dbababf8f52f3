import { fromBytes, toBytes } from '../../go-string.ts'
import type { GoFunction } from '../values.ts'
import { decodeBase32, encodeBase32 } from './base32.ts'
import { decodeBase64 } from './base64.ts'
import { define, text } from './parameters.ts'

/** Base64 and base32 of a text's bytes; a text that is none decodes to a sentence that says so. */
export function functions(): readonly GoFunction[] {
  return [
    define('b64enc', [text], (from) => Buffer.from(toBytes(from)).toString('base64')),
    define('b64dec', [text], (from) => textOr(decodeBase64(from))),
    define('b32enc', [text], (from) => encodeBase32(toBytes(from))),
    define('b32dec', [text], (from) => textOr(decodeBase32(from))),
  ]
}

function textOr(decoded: Uint8Array | { readonly error: string }): string {
  return decoded instanceof Uint8Array ? fromBytes(decoded) : decoded.error
}
