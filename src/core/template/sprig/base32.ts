import { toBytes } from '../../go-string.ts'
import type { Corrupt } from './base64.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Standard base32 with padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31)
  }
  if (bits > 0) text += alphabet.charAt((held << (5 - bits)) & 31)
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=')
}

/** The inverse; line ends are passed over, positions in errors count without them. */
export function decodeBase32(text: string): Uint8Array | Corrupt {
  const input = Buffer.from(toBytes(text))
    .toString('latin1')
    .replace(/[\r\n]/g, '')
  const letters = lettersOf(input)
  if (typeof letters === 'number') return { error: `illegal base32 data at input byte ${letters}` }
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8))
  let held = 0
  for (let i = 0; i < letters.length; i++) {
    held = ((held << 5) | alphabet.indexOf(letters.charAt(i))) & 0xfff
    const bits = ((i + 1) * 5) % 8
    if (bits < 5) bytes[Math.floor(((i + 1) * 5) / 8) - 1] = (held >> bits) & 0xff
  }
  return bytes
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
