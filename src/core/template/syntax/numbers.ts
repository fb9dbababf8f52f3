import type { NumberNode } from './nodes.ts'
import { parseFloat64 } from './parse-float.ts'
import { unquoteCharacter } from './strings.ts'

type Values = Omit<NumberNode, 'kind' | 'at' | 'text'>

const floatToken =
  /^[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)/

/**
 * A number token under every Go type that can hold it; a string says what is wrong with it. `1.0` is an int too,
 * `'a'` is 97, `1i` is complex only.
 */
export function parseNumber(text: string, kind: 'number' | 'complex' | 'char-constant'): Values | string {
  switch (kind) {
    case 'char-constant': {
      const code = unquoteCharacter(text)
      if (code === undefined) return 'is not one character'
      return { int: BigInt(code), uint: BigInt(code), float: code }
    }
    case 'complex':
      return parseComplex(text)
  }
  if (text.endsWith('i')) {
    const imaginary = parseFloat64(text.slice(0, -1))
    return imaginary === undefined ? 'is not a number' : simplify(0, imaginary)
  }
  return parseReal(text)
}

function parseReal(text: string): Values | string {
  const int = parseInteger(text)
  const signed = int !== undefined && int >= -(2n ** 63n) && int < 2n ** 63n
  if (signed) {
    // A sign makes it no unsigned number, except for zero.
    const unsigned = int === 0n || /^\d/.test(text)
    return { int, float: Number(int), ...(unsigned && { uint: int }) }
  }
  if (int !== undefined && int > 0n && int < 2n ** 64n && /^\d/.test(text))
    return { uint: int, float: Number(int) }
  if (int !== undefined) return 'does not fit 64 bits'
  const float = /[.eEpP]/.test(text) ? parseFloat64(text) : undefined
  if (float === undefined) return 'is not a number'
  return { ...integersOf(float), float }
}

const integer =
  /^(?:0[xX]_?[\da-fA-F]+(?:_[\da-fA-F]+)*|0[oO]_?[0-7]+(?:_[0-7]+)*|0[bB]_?[01]+(?:_[01]+)*|0(?:_?[0-7]+)*|[1-9]\d*(?:_\d+)*)$/

/** `strconv.ParseInt` with base 0, without its range. */
function parseInteger(text: string): bigint | undefined {
  const [, sign, body = ''] = /^([+-]?)(.*)$/.exec(text) ?? []
  if (!integer.test(body)) return undefined
  const digits = body.replaceAll('_', '')
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase())
  return sign === '-' ? -value : value
}

function parseComplex(text: string): Values | string {
  const real = floatToken.exec(text)?.[0] ?? ''
  const imaginary = text.slice(real.length, -1)
  const re = parseFloat64(real)
  const im = parseFloat64(imaginary)
  if (re === undefined || im === undefined || !/^[+-]/.test(imaginary)) return 'is not a complex number'
  return simplify(re, im)
}

function simplify(real: number, imaginary: number): Values {
  const complex = { real, imaginary }
  return imaginary === 0 ? { ...integersOf(real), float: real, complex } : { complex }
}

/** The integers that equal a float: 1.0 is 1. */
function integersOf(float: number): Values {
  if (!Number.isInteger(float)) return {}
  const value = BigInt(float)
  return {
    ...(value >= -(2n ** 63n) && value < 2n ** 63n && { int: value }),
    ...(value >= 0n && value < 2n ** 64n && { uint: value }),
  }
}
