/** Decimal digits of a number: 0.DIGITS x 10^point. Zero has none. */
export interface Digits {
  readonly digits: string
  readonly point: number
}

/** Sign, mantissa and exponent of a float64: (-1)^negative x mantissa x 2^exponent. */
export interface FloatParts {
  readonly negative: boolean
  readonly mantissa: bigint
  readonly exponent: number
}

/** Takes a finite float64 apart. */
export function partsOf(value: number): FloatParts {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const word = bits.getBigUint64(0)
  const biased = Number((word >> 52n) & 0x7ffn)
  const fraction = word & 0xfffffffffffffn
  return {
    negative: word >> 63n === 1n,
    mantissa: biased === 0 ? fraction : fraction | (1n << 52n),
    exponent: Math.max(biased, 1) - 1075,
  }
}

/** The fewest digits that read back as the same number. */
export function shortestDigits(value: number): Digits {
  const [mantissa = '', exponent] = Math.abs(value).toExponential().split('e')
  return trimmed(mantissa.replace('.', ''), Number(exponent) + 1)
}

/** All digits of the number, of which there may be hundreds. */
export function exactDigits(value: number): Digits {
  const { mantissa, exponent } = partsOf(value)
  if (exponent >= 0) return whole(mantissa << BigInt(exponent), 0)
  // m / 2^k = m x 5^k / 10^k
  return whole(mantissa * 5n ** BigInt(-exponent), exponent)
}

/** At most `count` digits, rounded to the nearest, ties to even. */
export function roundDigits({ digits, point }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits, point }
  if (count < 0) return { digits: '', point: 0 }
  const kept = digits.slice(0, count)
  if (!roundsUp(digits, count)) return trimmed(kept, point)
  const grown = (BigInt(kept || '0') + 1n).toString()
  return trimmed(grown, point + (grown.length - count))
}

function roundsUp(digits: string, count: number): boolean {
  const next = digits.charAt(count)
  const tie = next === '5' && count + 1 === digits.length
  return tie ? count > 0 && Number(digits.charAt(count - 1)) % 2 === 1 : next >= '5'
}

function whole(value: bigint, shift: number): Digits {
  const digits = value.toString()
  return trimmed(digits, digits.length + shift)
}

function trimmed(digits: string, point: number): Digits {
  const significant = digits.replace(/0+$/, '')
  return significant === '' ? { digits: '', point: 0 } : { digits: significant, point }
}
