const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const hexadecimal = /^([+-]?)0[xX]([\da-fA-F]*)\.?([\da-fA-F]*)[pP]([+-]?\d+)$/

/**
 * A float64 from a Go literal, decimal or hexadecimal with exponent, rounded to the nearest; undefined when it is
 * malformed or too large (`strconv.ParseFloat` without names such as Inf).
 */
export function parseFloat64(text: string): number | undefined {
  if (!underscoresSeparate(text)) return undefined
  const plain = text.replaceAll('_', '')
  const hex = hexadecimal.exec(plain)
  if (hex !== null) return parseHexadecimal(hex)
  const value = decimal.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

/** Underscores stand between digits only, or behind the base prefix. */
function underscoresSeparate(text: string): boolean {
  if (!text.includes('_')) return true
  const hex = /^[+-]?0[xX]/.test(text)
  const [body, digit] = hex ? [text.replace(/0[xX]/, '0'), '[\\da-fA-F]'] : [text, '\\d']
  return !new RegExp(`(?<!${digit})_|_(?!${digit})`).test(body)
}

function parseHexadecimal([, sign, whole = '', fraction = '', exponent = '']: RegExpExecArray):
  | number
  | undefined {
  if (whole + fraction === '') return undefined
  const mantissa = BigInt(`0x${whole}${fraction}`)
  const power = Math.min(Math.max(Number(exponent), -1e5), 1e5) - 4 * fraction.length
  const value = scale(mantissa, power)
  if (!Number.isFinite(value)) return undefined
  return sign === '-' ? -value : value
}

/** mantissa x 2^power, rounded to the nearest float64, ties to even. */
function scale(mantissa: bigint, power: number): number {
  if (mantissa === 0n) return 0
  const excess = Math.max(mantissa.toString(2).length - 53, -1074 - power)
  if (excess <= 0) return Number(mantissa) * 2 ** Math.min(power, 1024)
  const shift = BigInt(excess)
  const kept = mantissa >> shift
  const rest = mantissa - (kept << shift)
  const half = 1n << (shift - 1n)
  const up = rest > half || (rest === half && (kept & 1n) === 1n)
  return Number(up ? kept + 1n : kept) * 2 ** Math.min(power + excess, 1024)
}
