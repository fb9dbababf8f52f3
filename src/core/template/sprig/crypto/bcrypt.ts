import { Blowfish } from './blowfish.ts'

const COST = 10
const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The bcrypt hash of a password of at most 72 bytes, with a salt of 16 bytes: `$2a$10$` and 53 characters. */
export function bcrypt(password: Uint8Array, salt: Uint8Array): string {
  const key = Buffer.concat([password, Uint8Array.of(0)])
  const cipher = new Blowfish()
  cipher.expandKey(key, salt)
  for (let i = 0; i < 2 ** COST; i++) {
    cipher.expandKey(key)
    cipher.expandKey(salt)
  }
  const hash = Buffer.from('OrpheanBeholderScryDoubt')
  for (let at = 0; at < hash.length; at += 8) {
    const block = Int32Array.of(hash.readInt32BE(at), hash.readInt32BE(at + 4))
    for (let i = 0; i < 64; i++) cipher.encrypt(block)
    hash.writeInt32BE(block[0] ?? 0, at)
    hash.writeInt32BE(block[1] ?? 0, at + 4)
  }
  return `$2a$${COST}$${encode(salt)}${encode(hash.subarray(0, 23))}`
}

/** Base64 with an alphabet of its own and without padding. */
function encode(bytes: Uint8Array): string {
  const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const text = Buffer.from(bytes).toString('base64').replace(/=+$/, '')
  return Array.from(text, (char) => alphabet.charAt(standard.indexOf(char))).join('')
}
