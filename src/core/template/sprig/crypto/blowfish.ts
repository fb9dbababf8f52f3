/** The Blowfish cipher with bcrypt's salted key schedule (Provos and Mazières, 1999). */

const ROUNDS = 16
const SUBKEYS = ROUNDS + 2
const BOXES = 4 * 256

/** State of the cipher: subkeys first, then four boxes of 256 words. */
export class Blowfish {
  readonly #words: Int32Array

  constructor() {
    this.#words = digitsOfPi(SUBKEYS + BOXES)
  }

  /** Mixes key and salt into the state; without a salt it counts as zeros. */
  expandKey(key: Uint8Array, salt: Uint8Array = new Uint8Array(16)): void {
    const words = this.#words
    const keyWord = cycle(key)
    const saltWord = cycle(salt)
    for (let i = 0; i < SUBKEYS; i++) words[i] = at(words, i) ^ keyWord()
    const block = new Int32Array(2)
    for (let i = 0; i < words.length; i += 2) {
      block[0] = at(block, 0) ^ saltWord()
      block[1] = at(block, 1) ^ saltWord()
      this.encrypt(block)
      words[i] = at(block, 0)
      words[i + 1] = at(block, 1)
    }
  }

  /** Encrypts two words in place. */
  encrypt(block: Int32Array): void {
    const words = this.#words
    let left = at(block, 0)
    let right = at(block, 1)
    for (let round = 0; round < ROUNDS; round += 2) {
      left ^= at(words, round)
      right ^= mix(words, left) ^ at(words, round + 1)
      left ^= mix(words, right)
    }
    block[0] = right ^ at(words, ROUNDS + 1)
    block[1] = left ^ at(words, ROUNDS)
  }
}

function mix(words: Int32Array, half: number): number {
  const sum = (at(words, SUBKEYS + (half >>> 24)) + at(words, SUBKEYS + 256 + ((half >>> 16) & 0xff))) | 0
  return (
    ((sum ^ at(words, SUBKEYS + 512 + ((half >>> 8) & 0xff))) + at(words, SUBKEYS + 768 + (half & 0xff))) | 0
  )
}

/** Inside the bounds of the array, always. */
function at(words: Int32Array, index: number): number {
  return words[index] as number
}

/** The bytes over and over again as words of 32 bits. */
function cycle(bytes: Uint8Array): () => number {
  let next = 0
  return () => {
    let word = 0
    for (let i = 0; i < 4; i++) {
      word = (word << 8) | (bytes[next] ?? 0)
      next = (next + 1) % bytes.length
    }
    return word
  }
}

let pi: Int32Array | undefined

/** Blowfish starts from the fraction of pi in binary; computed in place of a table of 4 KiB. */
function digitsOfPi(words: number): Int32Array {
  pi ??= computePi(words)
  return pi.slice()
}

/** By the series of the Chudnovsky brothers. */
function computePi(words: number): Int32Array {
  const guard = 64n
  const one = 1n << (BigInt(words * 32) + guard)
  let term = one
  let sum = 13_591_409n * one
  for (let k = 1n; term !== 0n; k++) {
    term = (-term * (6n * k - 5n) * (2n * k - 1n) * (6n * k - 1n)) / (k * k * k * 10_939_058_860_032_000n)
    sum += term * (13_591_409n + 545_140_134n * k)
  }
  const value = (426_880n * squareRoot(10_005n * one * one) * one) / sum
  const hex = ((value - 3n * one) >> guard).toString(16).padStart(words * 8, '0')
  return Int32Array.from({ length: words }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16) | 0)
}

/** Rounded down, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(16).length * 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
