import { fromBytes, toBytes } from '../../go-string.ts'
import type { Surroundings } from '../functions.ts'
import type { GoFunction } from '../values.ts'
import { decodeBase64 } from './base64.ts'
import { define, fail, text } from './parameters.ts'

const BLOCK = 16

/** AES-256-CBC with the password itself as key, cut or filled with zeros; the first block is the random start. */
export async function functions(surroundings: Surroundings): Promise<readonly GoFunction[]> {
  const { createCipheriv, createDecipheriv } = await import('node:crypto')
  return [
    define('encryptAES', [text, text], (password, plain) => {
      if (plain === '') return ''
      const start = surroundings.random(BLOCK)
      const cipher = createCipheriv('aes-256-cbc', keyFrom(password), start)
      return Buffer.concat([start, cipher.update(toBytes(plain)), cipher.final()]).toString('base64')
    }),
    define('decryptAES', [text, text], (password, encrypted) => {
      if (encrypted === '') return ''
      const bytes = decodeBase64(encrypted)
      if (!(bytes instanceof Uint8Array)) return fail(bytes.error)
      if (bytes.length < BLOCK)
        fail(`runtime error: slice bounds out of range [:16] with length ${bytes.length}`)
      if (bytes.length % BLOCK !== 0) fail('crypto/cipher: input not full blocks')
      const decipher = createDecipheriv('aes-256-cbc', keyFrom(password), bytes.subarray(0, BLOCK))
      decipher.setAutoPadding(false)
      return unpadded(Buffer.concat([decipher.update(bytes.subarray(BLOCK)), decipher.final()]))
    }),
  ]
}

function keyFrom(password: string): Uint8Array {
  return Buffer.concat([toBytes(password), new Uint8Array(32)]).subarray(0, 32)
}

/** The last byte says how many bytes are padding; whether that makes sense is not looked at, as in sprig. */
function unpadded(bytes: Uint8Array): string {
  const last = bytes.at(-1)
  if (last === undefined) return fail('runtime error: index out of range [-1]')
  if (last > bytes.length) fail(`runtime error: slice bounds out of range [:${bytes.length - last}]`)
  return fromBytes(bytes.subarray(0, bytes.length - last))
}
