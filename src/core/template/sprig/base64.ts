import { toBytes } from '../../go-string.ts'

/** Why a text is not what it should be, in Go's words. */
export interface Corrupt {
  readonly error: string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const newline = /[\r\n]/

/** Strict standard base64 with padding; line ends are passed over. */
export function decodeBase64(text: string): Uint8Array | Corrupt {
  const at = corruption(Buffer.from(toBytes(text)).toString('latin1'))
  if (at !== undefined) return { error: `illegal base64 data at input byte ${at}` }
  return new Uint8Array(Buffer.from(text, 'base64'))
}

/** Position of the first byte that is wrong, as Go counts it: where data is missing, that of its last group. */
function corruption(text: string): number | undefined {
  let filled = 0
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (newline.test(char)) continue
    if (alphabet.includes(char)) {
      filled = (filled + 1) % 4
    } else if (char === '=' && filled >= 2) {
      return paddingCorruption(text, i + 1, filled)
    } else {
      return i
    }
  }
  return filled === 0 ? undefined : text.length - filled
}

/** What follows the first padding character: a second one after two letters, then nothing. */
function paddingCorruption(text: string, start: number, filled: number): number | undefined {
  let i = afterNewlines(text, start)
  if (filled === 2) {
    if (i === text.length) return i
    if (text[i] !== '=') return i - 1
    i = afterNewlines(text, i + 1)
  }
  return i < text.length ? i : undefined
}

function afterNewlines(text: string, start: number): number {
  let i = start
  while (i < text.length && newline.test(text.charAt(i))) i++
  return i
}
