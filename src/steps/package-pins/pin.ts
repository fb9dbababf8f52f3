import { trimBlanks } from '../../core/go-blank.ts'
import { compareBytes } from '../../core/go-string.ts'

/** A package and the version it is held at. */
export interface Pin {
  readonly name: string
  readonly version: string
}

/** The pins by name, versions without blanks around them; and the names of those that have none. */
export function pinsOf(value: Readonly<Record<string, string>>): {
  pins: readonly Pin[]
  empty: readonly string[]
} {
  const all = Object.keys(value)
    .sort(compareBytes)
    .map((name) => ({ name, version: trimBlanks(value[name] ?? '') }))
  return {
    pins: all.filter(({ version }) => version !== ''),
    empty: all.filter(({ version }) => version === '').map(({ name }) => name),
  }
}
