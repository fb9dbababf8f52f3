import { fromBytes } from '../../go-string.ts'
import type { NumberShape, Shape } from '../shape.ts'
import type { YamlNode } from '../yaml/node.ts'
import { isNull, type Resolved, resolve } from '../yaml/resolve.ts'
import { YamlError } from '../yaml/yaml-error.ts'

/** The scalar does not fit the shape. */
export const misfit: unique symbol = Symbol('misfit')

/** The text of a scalar, in its own spelling; undefined for null. Throws a YamlError for a tag that does not fit. */
export function textOf({ tag, value, offset }: YamlNode): string | undefined {
  if (tag === undefined) return isNull(value) ? undefined : value
  if (tag === '!!str') return value
  if (tag === '!!binary') return fromBase64(value, offset)
  return resolve(tag, value, offset).tag === '!!null' ? undefined : value
}

/** A scalar as a switch, a number or a text; undefined for null, {@link misfit} when it is none of that kind. */
export function scalarAs(shape: Shape, node: YamlNode): unknown {
  if (shape.kind === 'text') return textOf(node)
  const found = meaningOf(node)
  if (found.tag === '!!null') return undefined
  if (shape.kind === 'flag') return asFlag(found)
  if (shape.kind === 'int' || shape.kind === 'uint32' || shape.kind === 'uint64')
    return asNumber(shape, found)
  return misfit
}

function meaningOf({ tag, value, offset }: YamlNode): Resolved {
  return tag === '!!binary' ? { tag, text: fromBase64(value, offset) } : resolve(tag, value, offset)
}

function asFlag(found: Resolved): boolean | typeof misfit {
  if ('flag' in found) return found.flag
  if (!('text' in found)) return misfit
  switch (found.text) {
    case 'y':
    case 'Y':
    case 'yes':
    case 'Yes':
    case 'YES':
    case 'on':
    case 'On':
    case 'ON':
      return true
    case 'n':
    case 'N':
    case 'no':
    case 'No':
    case 'NO':
    case 'off':
    case 'Off':
    case 'OFF':
      return false
  }
  return misfit
}

const bounds = {
  int: [-(2n ** 63n), 2n ** 63n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
} as const

function asNumber(shape: NumberShape, found: Resolved): number | bigint | typeof misfit {
  const int = 'int' in found ? found.int : 'float' in found ? fromFloat(shape.kind, found.float) : undefined
  const [least, most] = bounds[shape.kind]
  if (int === undefined || int < least || int > most) return misfit
  const number = Number(int)
  const exact = Number.isSafeInteger(number) || (shape.kind === 'int' && shape.optional === undefined)
  return exact ? number : int
}

/**
 * A float cut off to a whole number as Go does it on amd64: the instruction gives the least int64 for all that it
 * cannot hold, which yaml.v3 lets through where it only checks the upper end.
 */
function fromFloat(kind: NumberShape['kind'], float: number): bigint | undefined {
  if (Number.isNaN(float) || float > (kind === 'int' ? 2 ** 63 : 2 ** 64)) return undefined
  if (kind === 'int') return cut(float)
  return BigInt.asUintN(64, float < 2 ** 63 ? cut(float) : cut(float - 2 ** 63) | (1n << 63n))
}

function cut(float: number): bigint {
  return float >= 2 ** 63 || float < -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(float))
}

/** Of digits whose number is a multiple of four; a pattern of groups of four overflows on long values. */
const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/

function fromBase64(value: string, offset: number): string {
  const digits = value.replace(/[\r\n]/g, '')
  if (digits.length % 4 !== 0 || !base64Pattern.test(digits)) {
    const help = 'Encode it with the standard alphabet and padding, as base64(1) does'
    throw new YamlError('yaml-binary', offset, 'A value tagged !!binary is no base64', help)
  }
  return fromBytes(Buffer.from(digits, 'base64'))
}
