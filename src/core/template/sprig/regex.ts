import { GoRegexp } from '../../regexp/regexp.ts'
import { RegexpError } from '../../regexp/syntax.ts'
import { joinBytes } from '../syntax/strings.ts'
import type { GoFunction } from '../values.ts'
import { withReplacements } from './byte-text.ts'
import { alias, count, define, fail, strings, text } from './parameters.ts'
import { findAll, groupText, type Match } from './regex-search.ts'

/** Go's regular expressions on texts. Without `must` a pattern that is none fails as well, except in regexMatch. */
export function functions(): readonly GoFunction[] {
  return [
    define('regexMatch', [text, text], (pattern, from) => {
      try {
        return new GoRegexp(pattern).matches(withReplacements(from))
      } catch (error) {
        if (error instanceof RegexpError) return false
        throw error
      }
    }),
    define('mustRegexMatch', [text, text], (pattern, from) =>
      compile(pattern).matches(withReplacements(from)),
    ),
    ...must(
      define('regexFind', [text, text], (pattern, from) => {
        const [match] = findAll(compile(pattern), from, 1)
        return match === undefined ? '' : (groupText(from, match, 0) ?? '')
      }),
    ),
    ...must(
      define('regexFindAll', [text, text, count], (pattern, from, most) => {
        const matches = findAll(compile(pattern), from, most)
        return strings(matches.length === 0 ? null : matches.map((match) => groupText(from, match, 0) ?? ''))
      }),
    ),
    ...must(
      define('regexReplaceAll', [text, text, text], (pattern, from, replacement) => {
        const regexp = compile(pattern)
        return replace(regexp, from, (match) => expand(replacement, from, match, regexp.groups))
      }),
    ),
    ...must(
      define('regexReplaceAllLiteral', [text, text, text], (pattern, from, replacement) =>
        replace(compile(pattern), from, () => replacement),
      ),
    ),
    ...must(
      define('regexSplit', [text, text, count], (pattern, from, most) =>
        strings(split(compile(pattern), pattern, from, most)),
      ),
    ),
    define('regexQuoteMeta', [text], (from) => from.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
  ]
}

function must(original: GoFunction): readonly GoFunction[] {
  return alias(original, `must${original.name.charAt(0).toUpperCase()}${original.name.slice(1)}`)
}

function compile(pattern: string): GoRegexp {
  try {
    return new GoRegexp(pattern)
  } catch (error) {
    if (error instanceof RegexpError) fail(`error parsing regexp: ${error.message}`)
    throw error
  }
}

function replace(regexp: GoRegexp, from: string, replacement: (match: Match) => string): string {
  let result = ''
  let at = 0
  for (const match of findAll(regexp, from)) {
    const [start = 0, end = 0] = match
    result += from.slice(at, start) + replacement(match)
    at = end
  }
  return joinBytes(result + from.slice(at))
}

/** `$1`, `$name`, `${name}`, `$$`; a dollar sign before anything else stands for itself, a group that is none for nothing. */
function expand(template: string, from: string, match: Match, groups: readonly string[]): string {
  return template.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (whole, braced?: string, bare?: string) => {
      const name = braced ?? bare
      if (name === undefined) return whole.slice(1)
      const isNumber = /^(0|[1-9][0-9]{0,8})$/.test(name)
      if (isNumber) return groupText(from, match, Number(name)) ?? ''
      const named = groups.indexOf(name)
      return named < 0 ? '' : (groupText(from, match, named) ?? '')
    },
  )
}

/** The pieces between matches, at most `most` of them when that is positive; null for none asked for. */
function split(regexp: GoRegexp, pattern: string, from: string, most: number): readonly string[] | null {
  if (most === 0) return null
  if (pattern !== '' && from === '') return ['']
  const pieces: string[] = []
  let start = 0
  let end = 0
  for (const match of findAll(regexp, from, most)) {
    if (most > 0 && pieces.length === most - 1) break
    end = match[0] ?? 0
    if ((match[1] ?? 0) !== 0) pieces.push(from.slice(start, end))
    start = match[1] ?? 0
  }
  if (end !== from.length) pieces.push(from.slice(start))
  return pieces
}
