import { type GoFunction, GoFunctionError, type GoValue } from '../values.ts'
import { decodeJson } from './json-decoding.ts'
import { encodeJson, indented } from './json-encoding.ts'
import { any, define, text } from './parameters.ts'

/** JSON as encoding/json reads and writes it. Without `must`, most errors give nil or an empty text. */
export function functions(): readonly GoFunction[] {
  const plain = (value: GoValue): string => encodeJson(value, 'escape-html')
  const pretty = (value: GoValue): string => indented(plain(value))
  const raw = (value: GoValue): string => encodeJson(value, 'keep-html')
  return [
    define('toJson', [any], lenient(plain)),
    define('mustToJson', [any], plain),
    define('toPrettyJson', [any], lenient(pretty)),
    define('mustToPrettyJson', [any], pretty),
    define('toRawJson', [any], raw),
    define('mustToRawJson', [any], raw),
    define('fromJson', [text], (from) => decodeJson(from).value),
    define('mustFromJson', [text], (from) => {
      const { value, error } = decodeJson(from)
      if (error !== undefined) throw error
      return value
    }),
  ]
}

function lenient(encode: (value: GoValue) => string): (value: GoValue) => string {
  return (value) => {
    try {
      return encode(value)
    } catch (error) {
      if (error instanceof GoFunctionError) return ''
      throw error
    }
  }
}
