import type { GoRegexp } from '../../regexp/regexp.ts'

/** Where a match and its groups start and end: [start, end, start of group 1, ...]; -1 for a group without part in it. */
export type Match = readonly number[]

/**
 * All matches that do not overlap, at most `most` of them when that is not negative. An empty match right behind
 * another match does not count, as in Go.
 */
export function findAll(regexp: GoRegexp, text: string, most = -1): readonly Match[] {
  const matches: Match[] = []
  // Bytes that are no UTF-8 match as U+FFFD; each is one unit before and after.
  const subject = text.toWellFormed()
  let lastEnd = -1
  for (let from = 0; from <= subject.length && (most < 0 || matches.length < most); ) {
    const match = regexp.find(subject, from)
    if (match === undefined) break
    const [start = 0, end = 0] = match
    const isEmpty = start === end
    if (!isEmpty || start !== lastEnd) matches.push(match)
    lastEnd = end
    from = isEmpty ? end + ((subject.codePointAt(end) ?? 0) > 0xffff ? 2 : 1) : end
  }
  return matches
}

/** The text of a group of a match; undefined when the group has no part in it. */
export function groupText(text: string, match: Match, group: number): string | undefined {
  const start = match[2 * group] ?? -1
  return start < 0 ? undefined : text.slice(start, match[2 * group + 1])
}
