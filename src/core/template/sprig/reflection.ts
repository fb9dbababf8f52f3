import { kindOf, typeOf } from '../types.ts'
import type { GoFunction } from '../values.ts'
import { deepEqual } from './deep-equal.ts'
import { any, define, text } from './parameters.ts'

/** Types and kinds as reflect names them, and equality of content. */
export function functions(): readonly GoFunction[] {
  return [
    define('typeOf', [any], typeOf),
    define('typeIs', [text, any], (type, value) => typeOf(value) === type),
    define('typeIsLike', [text, any], (type, value) => [type, `*${type}`].includes(typeOf(value))),
    define('kindOf', [any], kindOf),
    define('kindIs', [text, any], (kind, value) => kindOf(value) === kind),
    define('deepEqual', [any, any], deepEqual),
  ]
}
