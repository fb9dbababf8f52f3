import { RegexpError } from '../core/regexp/syntax.ts'
import { type Checking, fails, holds } from './condition.ts'

/** Patterns made of these alone are searched for as they are. */
const plain = /^[\w @%,:;=/'"<>&~-]*$/

/**
 * Checks that a pattern (a regular expression as Go reads it) is found anywhere in a text. A pattern that Go does not
 * accept skips the step, as in yip, with a warning.
 */
export async function* matchPattern(key: string, pattern: string, text: string): Checking {
  const checked = await compilePattern(key, pattern)
  if ('problem' in checked) return yield* rejectPattern(checked.problem)
  return checked.matches(text) ? holds : fails(`${key} "${pattern}" does not match "${text}"`)
}

/** A pattern that can be asked, or in words why it is none. */
export type CheckedPattern = { matches(text: string): boolean } | { readonly problem: string }

export async function compilePattern(key: string, pattern: string): Promise<CheckedPattern> {
  if (plain.test(pattern)) return { matches: (text) => text.includes(pattern) }
  const { GoRegexp } = await import('../core/regexp/regexp.ts')
  try {
    return new GoRegexp(pattern)
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error
    return { problem: `${key} "${pattern}" is no valid pattern: ${error.message}` }
  }
}

export async function* rejectPattern(problem: string): Checking {
  const help = 'patterns are those of Go (RE2): no look-ahead, look-behind or back references'
  yield { kind: 'problem', severity: 'warning', message: problem, help }
  return fails(problem)
}
