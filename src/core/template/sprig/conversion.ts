import { type GoFunction, goInt } from '../values.ts'
import { toFloat64, toInt64 } from './cast.ts'
import { parseInteger } from './number-text.ts'
import { any, define, int64, text } from './parameters.ts'
import { printed, textOf } from './text-of.ts'

/** Conversions between types; what cannot be read becomes zero. */
export function functions(): readonly GoFunction[] {
  return [
    define('atoi', [text], (from) => goInt(parseInteger(from, 10).value)),
    define('int', [any], (value) => goInt(toInt64(value))),
    define('int64', [any], (value) => int64(toInt64(value))),
    define('float64', [any], toFloat64),
    define('toDecimal', [any], (value) => int64(octal(printed(value)))),
    define('toString', [any], (value) => textOf(value)),
  ]
}

function octal(from: string): bigint {
  const parsed = parseInteger(from, 8)
  return parsed.error === undefined ? parsed.value : 0n
}
