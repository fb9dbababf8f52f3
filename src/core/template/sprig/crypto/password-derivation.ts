/** Passwords of the Master Password algorithm, version 1, as sprig derives them. */
import type * as Crypto from 'node:crypto'
import { toBytes } from '../../../go-string.ts'

const scope = Buffer.from('com.lyndir.masterpassword')

/** Shapes of passwords; a letter stands for a class of characters. */
const templates: ReadonlyMap<string, readonly string[]> = new Map([
  ['maximum', ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno']],
  [
    'long',
    [
      ...['CvcvnoCvcvCvcv', 'CvcvCvcvnoCvcv', 'CvcvCvcvCvcvno', 'CvccnoCvcvCvcv', 'CvccCvcvnoCvcv'],
      ...['CvccCvcvCvcvno', 'CvcvnoCvccCvcv', 'CvcvCvccnoCvcv', 'CvcvCvccCvcvno', 'CvcvnoCvcvCvcc'],
      ...['CvcvCvcvnoCvcc', 'CvcvCvcvCvccno', 'CvccnoCvccCvcv', 'CvccCvccnoCvcv', 'CvccCvccCvcvno'],
      ...['CvcvnoCvccCvcc', 'CvcvCvccnoCvcc', 'CvcvCvccCvccno', 'CvccnoCvcvCvcc', 'CvccCvcvnoCvcc'],
      'CvccCvcvCvccno',
    ],
  ],
  ['medium', ['CvcnoCvc', 'CvcCvcno']],
  ['short', ['Cvcn']],
  ['basic', ['aaanaaan', 'aannaaan', 'aaannaaa']],
  ['pin', ['nnnn']],
])

const consonants = 'bcdfghjklmnpqrstvwxyz'
const letters = `AEIOUaeiou${consonants.toUpperCase()}${consonants}`
const classes: Readonly<Record<string, string>> = {
  C: consonants.toUpperCase(),
  V: 'AEIOU',
  c: consonants,
  v: 'aeiou',
  a: letters,
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: `${letters}0123456789!@#$%^&*()`,
}

/** The password for a site; undefined when there is no such type. */
export function derivePassword(
  crypto: typeof Crypto,
  counter: bigint,
  type: string,
  password: string,
  user: string,
  site: string,
): string | undefined {
  const shapes = templates.get(type)
  if (shapes === undefined) return undefined
  const salt = Buffer.concat([scope, withLength(user)])
  // 32 MiB, and as much again for the library.
  const key = crypto.scryptSync(toBytes(password), salt, 64, { N: 32_768, r: 8, p: 2, maxmem: 1 << 27 })
  const count = Buffer.alloc(4)
  count.writeUInt32BE(Number(counter))
  const seed = crypto
    .createHmac('sha256', key)
    .update(Buffer.concat([scope, withLength(site), count]))
    .digest()
  const shape = shapes[(seed[0] ?? 0) % shapes.length] ?? ''
  return Array.from(shape, (letter, i) => {
    const chars = classes[letter] ?? ''
    return chars.charAt((seed[i + 1] ?? 0) % chars.length)
  }).join('')
}

function withLength(text: string): Uint8Array {
  const bytes = toBytes(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
