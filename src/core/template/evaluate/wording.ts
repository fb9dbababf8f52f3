import { typeOf } from '../types.ts'
import type { GoType } from '../values.ts'
import { MISSING, type Operand } from './operand.ts'

const plain: Readonly<Record<GoType, string>> = {
  '[]interface {}': 'list',
  'map[string]interface {}': 'map',
  '<nil>': 'nil',
}

/** A type as messages name it, with its article: `a list`, `an int`, `a time.Duration`; nil has none. */
export function typeInWords(type: GoType): string {
  const name = plain[type] ?? type
  return name === 'nil' ? name : `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`
}

/** What kind of value it is, with its article. */
export function inWords(operand: Operand): string {
  return operand === MISSING ? 'nil' : typeInWords(typeOf(operand))
}
