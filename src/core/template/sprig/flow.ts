import type { GoFunction } from '../values.ts'
import { define, fail, text } from './parameters.ts'

/** `fail` ends the template with its message. */
export function functions(): readonly GoFunction[] {
  return [define('fail', [text], fail)]
}
