import { toBytes } from '../../go-string.ts'
import type { GoFunction } from '../values.ts'
import { define, text } from './parameters.ts'

/** Checksums of a text's bytes, in hexadecimal (adler32: decimal). */
export async function functions(): Promise<readonly GoFunction[]> {
  const { createHash } = await import('node:crypto')
  const sum = (name: string, algorithm: string): GoFunction =>
    define(name, [text], (from) => createHash(algorithm).update(toBytes(from)).digest('hex'))
  return [
    sum('sha1sum', 'sha1'),
    sum('sha256sum', 'sha256'),
    sum('sha512sum', 'sha512'),
    define('adler32sum', [text], (from) => String(adler32(toBytes(from)))),
  ]
}

/** RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return b * 65_536 + a
}
