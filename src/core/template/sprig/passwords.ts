import { toBytes } from '../../go-string.ts'
import type { Surroundings } from '../functions.ts'
import type { GoFunction } from '../values.ts'
import { bcrypt } from './crypto/bcrypt.ts'
import { derivePassword } from './crypto/password-derivation.ts'
import { define, integer, text } from './parameters.ts'

/** The most bytes of a password that bcrypt takes. */
const LONGEST = 72

/** Hashed and derived passwords. */
export async function functions(surroundings: Surroundings): Promise<readonly GoFunction[]> {
  const crypto = await import('node:crypto')
  const hash = (password: string): string => {
    const bytes = toBytes(password)
    if (bytes.length > LONGEST) {
      return 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes'
    }
    return bcrypt(bytes, surroundings.random(16))
  }
  return [
    define('bcrypt', [text], hash),
    define('htpasswd', [text, text], (user, password) =>
      user.includes(':') ? `invalid username: ${user}` : `${user}:${hash(password)}`,
    ),
    define(
      'derivePassword',
      [integer('uint32'), text, text, text, text],
      (counter, type, password, user, site) =>
        derivePassword(crypto, counter, type, password, user, site) ??
        `cannot find password template ${type}`,
    ),
  ]
}
