import type { GoFunction } from '../values.ts'
import { isEmpty } from './emptiness.ts'
import { any, define, defineVariadic, flag } from './parameters.ts'

/** Functions about values that may be empty. */
export function functions(): readonly GoFunction[] {
  return [
    defineVariadic('default', [any], any, ([given = null], otherwise) =>
      isEmpty(given) ? otherwise : given,
    ),
    define('empty', [any], isEmpty),
    defineVariadic('coalesce', [], any, (values) => values.find((value) => !isEmpty(value)) ?? null),
    defineVariadic('all', [], any, (values) => !values.some(isEmpty)),
    defineVariadic('any', [], any, (values) => values.some((value) => !isEmpty(value))),
    define('ternary', [any, any, flag], (yes, no, condition) => (condition ? yes : no)),
  ]
}
