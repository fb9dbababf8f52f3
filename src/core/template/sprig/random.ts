import type { Surroundings } from '../functions.ts'
import { checkText } from '../limits.ts'
import { type GoFunction, goInt } from '../values.ts'
import { withReplacements } from './byte-text.ts'
import { count, define, fail, int, text } from './parameters.ts'
import { below } from './random-number.ts'

const digits = '0123456789'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')

/** Random texts and numbers, all from the cryptographic source. */
export function functions({ random }: Surroundings): readonly GoFunction[] {
  const draw = (name: string, alphabet: string): GoFunction =>
    define(name, [count], (length) => {
      if (length <= 0) return ''
      checkText(length)
      return drawn(length, alphabet, random)
    })
  return [
    draw('randAlpha', letters),
    draw('randNumeric', digits),
    draw('randAlphaNum', letters + digits),
    draw('randAscii', ascii),
    define('randBytes', [count], (length) => {
      if (length < 0) fail('runtime error: makeslice: len out of range')
      checkText(length)
      return Buffer.from(random(length)).toString('base64')
    }),
    define('randInt', [int, int], (least, end) => {
      const range = BigInt.asIntN(64, end - least)
      if (range <= 0n) fail('invalid argument to Intn')
      return goInt(BigInt.asIntN(64, least + below(range, random)))
    }),
    define('shuffle', [text], (from) => shuffled(Array.from(withReplacements(from)), random).join('')),
    define('uuidv4', [], () => uuid(random(16))),
  ]
}

/** Letters of an alphabet of at most 256, each equally likely. */
function drawn(length: number, alphabet: string, random: Surroundings['random']): string {
  const usable = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < usable) text += alphabet.charAt(byte % alphabet.length)
    }
  }
  return text
}

/** Each order is equally likely (Fisher and Yates). */
function shuffled(chars: readonly string[], random: Surroundings['random']): readonly string[] {
  const order = [...chars]
  for (let i = order.length - 1; i > 0; i--) {
    const other = below(i + 1, random)
    const held = order[i] ?? ''
    order[i] = order[other] ?? ''
    order[other] = held
  }
  return order
}

/** RFC 9562, version 4. */
function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
