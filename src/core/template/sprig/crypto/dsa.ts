import type * as Crypto from 'node:crypto'
import type { Surroundings } from '../../functions.ts'
import { integer, sequence } from './der.ts'

/**
 * A new DSA key of 2048 and 256 bits (FIPS 186-4, without the seed) in the form of OpenSSL. Made here because not
 * every cryptographic library still does.
 */
export function generateDsaKey(crypto: typeof Crypto, surroundings: Surroundings): Uint8Array {
  const q = crypto.generatePrimeSync(256, { bigint: true })
  const p = crypto.generatePrimeSync(2048, { bigint: true, add: 2n * q, rem: 1n })
  let g = 1n
  for (let h = 2n; g === 1n; h += 1n) g = power(h, (p - 1n) / q, p)
  let x = 0n
  while (x === 0n || x >= q) x = BigInt(`0x${Buffer.from(surroundings.random(32)).toString('hex')}`)
  return sequence(...[0n, p, q, g, power(g, x, p), x].map(integer))
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
