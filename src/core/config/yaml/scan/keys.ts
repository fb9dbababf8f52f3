import type { Cursor } from './cursor.ts'
import { colonMissing, keyTooLong, longestKey } from './errors.ts'

/** What turns out to be a key when its colon comes: the first thing at one level of flow nesting. */
export interface KeyCandidate {
  possible: boolean
  /** It stands where only a key can stand. */
  required: boolean
  start: number
  lineStart: number
  /** Number of its first token. */
  token: number
  /** Whether Go waits for the colon before it uses the tokens from here on. */
  awaited: boolean
}

export function noCandidate(): KeyCandidate {
  return { possible: false, required: false, start: 0, lineStart: 0, token: 0, awaited: false }
}

/** Whether a colon at the cursor makes it a key: on the same line, not too far behind the start. */
export function isFresh(key: KeyCandidate, at: Cursor): boolean {
  if (key.lineStart !== at.lineStart) return false
  return at.pos - key.start <= longestKey || [...at.text.slice(key.start, at.pos)].length <= longestKey
}

/** As {@link isFresh}, for a colon that came; a key that went stale where only a key can stand is an error. */
export function becomesKey(key: KeyCandidate, at: Cursor): boolean {
  if (!key.possible) return false
  if (isFresh(key, at)) return true
  if (key.required && key.lineStart === at.lineStart) throw keyTooLong(key.start)
  giveUp(key, at)
  return false
}

/** The candidate is no key, as no colon came. */
export function giveUp(key: KeyCandidate, at: Cursor): void {
  if (key.possible && key.required) throw colonMissing(at, key.start)
  key.possible = false
}
