import { toBytes } from '../../go-string.ts'
import type { Corrupt } from './base64.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Standard base32 with padding. */
export function encodeBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  const letters = groups.map((group) => alphabet.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('')
  return letters.padEnd(Math.ceil(letters.length / 8) * 8, '=')
}

/** The inverse; line ends are passed over, positions in errors count without them. */
export function decodeBase32(text: string): Uint8Array | Corrupt {
  const input = Buffer.from(toBytes(text))
    .toString('latin1')
    .replace(/[\r\n]/g, '')
  const letters = lettersOf(input)
  if (typeof letters === 'number') return { error: `illegal base32 data at input byte ${letters}` }
  const bits = Array.from(letters, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}

/** The letters without their padding, or where the first error is, as Go counts it. */
function lettersOf(input: string): string | number {
  const { length } = input
  for (let i = 0; i < length; i++) {
    const filled = i % 8
    const left = length - i - 1
    if (input[i] === '=' && filled >= 2 && left < 8) {
      if (left + filled < 7) return length
      const wrong = [...input.slice(i + 1, i + 8 - filled)].findIndex((char) => char !== '=')
      if (wrong >= 0) return i + wrong
      return filled === 3 || filled === 6 ? i : input.slice(0, i)
    }
    if (!alphabet.includes(input.charAt(i))) return i
  }
  return length % 8 === 0 ? input : length - (length % 8)
}
