import type { CodePointTest } from './syntax.ts'

/** Code points from the first to the second, both included. */
export type Range = readonly [number, number]

/** The characters of some ranges; `fold` adds all that differ from them by letter case only. */
export function ofRanges(ranges: readonly Range[], fold: boolean): CodePointTest {
  const plain: CodePointTest = (code) => ranges.some(([low, high]) => code >= low && code <= high)
  if (!fold || ranges.every(([, high]) => high < firstWithCase)) return plain
  return bySource(ranges.map(([low, high]) => `${escaped(low)}-${escaped(high)}`).join(''), true)
}

/** The characters of a JavaScript class body such as `\p{Lu}`. */
export function bySource(source: string, fold: boolean): CodePointTest {
  const pattern = new RegExp(`^[${source}]$`, fold ? 'iu' : 'u')
  return (code) => pattern.test(String.fromCodePoint(code))
}

/** One character; `fold` accepts it in any letter case. */
export function ofCharacter(wanted: number, fold: boolean): CodePointTest {
  if (!fold || wanted < firstWithCase) return (code) => code === wanted
  if (wanted >= 0x80) return bySource(escaped(wanted), true)
  const lower = wanted | 0x20
  const isLetter = lower >= 0x61 && lower <= 0x7a
  if (!isLetter) return (code) => code === wanted
  // Two letters have a third form outside of ASCII: the Kelvin sign and the long s.
  const third = lower === 0x6b ? 0x212a : lower === 0x73 ? 0x17f : lower
  return (code) => (code | 0x20) === lower || code === third
}

/** Any of several sets. */
export function anyOf(members: readonly CodePointTest[]): CodePointTest {
  const [only] = members
  if (members.length === 1 && only !== undefined) return only
  return (code) => members.some((has) => has(code))
}

/** All characters but those of a set. */
export function not(has: CodePointTest): CodePointTest {
  return (code) => !has(code)
}

/** Below `A` letter case plays no part. */
const firstWithCase = 0x41

function escaped(code: number): string {
  return `\\u{${code.toString(16)}}`
}
