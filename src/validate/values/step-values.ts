import type { Step } from '../../steps/index.ts'
import type { CheckedFile, ConfigPath } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

/** The value of one key of a step, or an entry of it, and where it stands. */
export interface Placed<T> {
  readonly value: T
  readonly path: ConfigPath
  /** The step it belongs to. */
  readonly step: Step
}

/** The values of one step key in a file. */
export function* valuesOf<K extends keyof Step>(
  file: CheckedFile,
  key: K,
): Generator<Placed<NonNullable<Step[K]>>> {
  for (const { step, path } of stepsOf(file)) {
    const value = step[key]
    if (value !== undefined && value !== null) yield { value, path: [...path, key], step }
  }
}

/** The entries of a list in a step, one by one. */
export function* entriesOf<T>(lists: Iterable<Placed<readonly T[]>>): Generator<Placed<T>> {
  for (const { value, path, step } of lists) {
    for (const [index, entry] of value.entries()) yield { value: entry, path: [...path, index], step }
  }
}

/** The entries of a map in a step, one by one, with their names. */
export function* membersOf<T>(
  maps: Iterable<Placed<Readonly<Record<string, T>>>>,
): Generator<Placed<T> & { readonly name: string }> {
  for (const { value, path, step } of maps) {
    for (const [name, entry] of Object.entries(value))
      yield { name, value: entry, path: [...path, name], step }
  }
}

/** Whether a key was written down, be its value as empty as may be: decoding leaves out what is empty. */
export function isWritten(file: CheckedFile, path: ConfigPath): boolean {
  const { start, end } = file.key(path)
  return unquoted(file.text.slice(start, end).replace(/\s*:$/, '')) === path.at(-1)
}

/** The spelling of a scalar in the file, without quotes; of an alias that of its anchor. */
export function spellingOf(file: CheckedFile, path: ConfigPath): string {
  const { start, end } = file.value(path)
  const spelling = file.text.slice(start, end)
  const alias = /^\*([^\s,[\]{}]+)/.exec(spelling)?.[1]
  return unquoted(alias === undefined ? spelling : (anchored(file.text, alias, start) ?? spelling))
}

function anchored(text: string, name: string, before: number): string | undefined {
  const marks = [...text.slice(0, before).matchAll(/&([^\s,[\]{}]+)[ \t]+([^\s,#[\]{}]+)/g)]
  return marks.findLast(([, anchor]) => anchor === name)?.[2]
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text
}
