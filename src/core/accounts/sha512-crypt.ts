/**
 * Password hashes of the kind `$6$`: "Unix crypt using SHA-256 and SHA-512" by Ulrich Drepper (SHA-crypt.txt,
 * version 0.6). Step numbers are those of its algorithm description. node:crypto is loaded at the first use.
 */

const defaultRounds = 5000
const fewestRounds = 1000
const mostRounds = 999_999_999
const longestSalt = 16

/** A hash with more rounds than this is not computed only to compare: it could hold up a boot for minutes. */
const mostComparedRounds = 200_000

/** Hashes a password. `setting` is a salt (`$6$SALT`, `$6$rounds=N$SALT`) or a whole hash, whose salt is taken. */
export async function sha512Crypt(password: Uint8Array, setting: string): Promise<string> {
  const { createHash } = await import('node:crypto')
  const sha512 = (...parts: readonly Uint8Array[]): Buffer => {
    const hash = createHash('sha512')
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  const { rounds, explicitRounds, salt: saltText } = parseSetting(setting)
  const salt = Buffer.from(saltText, 'latin1')

  const b = sha512(password, salt, password) // steps 4 to 8
  const start: Uint8Array[] = [password, salt, stretch(b, password.length)] // 1 to 3, 9, 10
  for (let bits = password.length; bits > 0; bits = Math.floor(bits / 2))
    start.push(bits % 2 === 1 ? b : password) // 11
  const a = sha512(...start) // 12

  const p = stretch(sha512(...Array<Uint8Array>(password.length).fill(password)), password.length) // 13 to 16
  const s = stretch(sha512(...Array<Uint8Array>(16 + (a[0] as number)).fill(salt)), salt.length) // 17 to 20

  let c = a
  for (let round = 0; round < rounds; round++) {
    const odd = round % 2 === 1
    const parts: Uint8Array[] = [odd ? p : c] // 21 b, c
    if (round % 3 !== 0) parts.push(s) // d
    if (round % 7 !== 0) parts.push(p) // e
    parts.push(odd ? c : p) // f, g
    c = sha512(...parts)
  }
  return `$6$${explicitRounds ? `rounds=${rounds}$` : ''}${saltText}$${encode(c)}`
}

/** Whether `stored` is a `$6$` hash of this password. False also for hashes of other kinds and of very many rounds. */
export async function isHashOf(stored: string, password: Uint8Array): Promise<boolean> {
  if (!/^\$6\$(rounds=[0-9]{1,9}\$)?[^$]{0,16}\$[./0-9A-Za-z]{86}$/.test(stored)) return false
  if (parseSetting(stored).rounds > mostComparedRounds) return false
  return (await sha512Crypt(password, stored)) === stored
}

function parseSetting(setting: string): { rounds: number; explicitRounds: boolean; salt: string } {
  const [, , first = '', second = ''] = setting.split('$')
  const given = /^rounds=([0-9]+)$/.exec(first)?.[1]
  const rounds = Math.min(Math.max(Number(given ?? defaultRounds), fewestRounds), mostRounds)
  const salt = (given === undefined ? first : second).slice(0, longestSalt)
  return { rounds, explicitRounds: given !== undefined, salt }
}

/** The digest, repeated and cut to a length. */
function stretch(digest: Uint8Array, length: number): Buffer {
  return Buffer.alloc(length, digest)
}

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Step 22: three bytes at a time, taken from three thirds of the digest in turn, give four letters; byte 63 alone two. */
function encode(digest: Uint8Array): string {
  const letters = (value: number, count: number) => {
    let text = ''
    for (let i = 0; i < count; i++) text += alphabet[(value >> (6 * i)) & 63]
    return text
  }
  const byte = (index: number) => digest[index] as number
  let text = ''
  let [high, middle, low] = [0, 21, 42] as [number, number, number]
  for (let group = 0; group < 21; group++) {
    text += letters((byte(high) << 16) | (byte(middle) << 8) | byte(low), 4)
    ;[high, middle, low] = [middle + 1, low + 1, high + 1]
  }
  return text + letters(byte(63), 2)
}
