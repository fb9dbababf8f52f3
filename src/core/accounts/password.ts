import { toBytes } from '../go-string.ts'
import { isHashOf, sha512Crypt } from './sha512-crypt.ts'

/**
 * What goes into the password field of shadow. A hash (`$...`), a lock (`!...`, `*`) and an empty text are taken
 * as they are; anything else is a password in plain text and is hashed. When the stored hash is already one of this
 * password it stays, so that nothing changes from run to run.
 */
export async function shadowPassword(
  given: string,
  stored: string | undefined,
  random: (length: number) => Uint8Array,
): Promise<string> {
  if (given === '' || given === '*' || given.startsWith('$') || given.startsWith('!')) return given
  const plain = toBytes(given)
  if (stored !== undefined && (await isHashOf(stored, plain))) return stored
  return sha512Crypt(plain, `$6$${randomSalt(random)}`)
}

const saltLetters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const saltLength = 8
/** Bytes from here on are drawn again, so that no letter is more likely than another. */
const evenlyDivided = 256 - (256 % saltLetters.length)

function randomSalt(random: (length: number) => Uint8Array): string {
  let salt = ''
  while (salt.length < saltLength) {
    for (const byte of random(saltLength)) {
      if (byte < evenlyDivided && salt.length < saltLength) salt += saltLetters[byte % saltLetters.length]
    }
  }
  return salt
}
