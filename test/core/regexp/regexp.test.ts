import { readFileSync } from 'node:fs'
import t from 'tap'
import { fromBytes } from '../../../src/core/go-string.ts'
import { GoRegexp } from '../../../src/core/regexp/regexp.ts'

type Recorded = string | { readonly base64: string }
interface Row {
  readonly name: string
  readonly pattern: Recorded
  readonly input: Recorded
  readonly match?: boolean
  readonly error?: boolean
}

const table =
  process.env.YIP_COMPAT === undefined
    ? new URL('../../../../shared/yip-compat/tables/regexp.json', import.meta.url)
    : `${process.env.YIP_COMPAT}/tables/regexp.json`

const text = (recorded: Recorded) =>
  typeof recorded === 'string' ? recorded : fromBytes(Buffer.from(recorded.base64, 'base64'))

function matchOrError(pattern: string, input: string): boolean | 'error' {
  try {
    return new GoRegexp(pattern).matches(input)
  } catch {
    return 'error'
  }
}

t.test('every recorded pattern matches, or is refused, as in Go', async (t) => {
  const rows: Row[] = JSON.parse(readFileSync(table, 'utf8'))
  t.equal(rows.length, 416)
  for (const { name, pattern, input, match, error } of rows) {
    t.equal(matchOrError(text(pattern), text(input)), error ? 'error' : match, `${name}: ${text(pattern)}`)
  }
})

t.test('find gives the match that Go prefers, with its groups', async (t) => {
  // Recorded from Go 1.26: FindStringSubmatchIndex.
  const cases: readonly (readonly [pattern: string, input: string, slots: readonly number[] | undefined])[] =
    [
      ['b+', 'abbc', [1, 3]],
      ['a|ab', 'ab', [0, 1]],
      ['(a+)(b+)?', 'aac', [0, 2, 0, 2, -1, -1]],
      ['(?:(a)|(b))*', 'ab', [0, 2, 0, 1, 1, 2]],
      ['(|a)*', 'aa', [0, 0, 0, 0]],
      ['(|a)+', 'aa', [0, 0, 0, 0]],
      ['(a|b)*?c', 'abc', [0, 3, 1, 2]],
      ['(a{2}){2}', 'aaaaa', [0, 4, 2, 4]],
      ['(?U)a+', 'aaa', [0, 1]],
      ['x', 'a', undefined],
      ['', '', [0, 0]],
      ['(a)?(?P<second>b)', '😀b', [2, 3, -1, -1, 2, 3]],
    ]
  for (const [pattern, input, slots] of cases) t.same(new GoRegexp(pattern).find(input), slots, pattern)
})

t.test('a search from a later place still sees what stands before it', async (t) => {
  t.equal(new GoRegexp('^a').find('aa', 1), undefined)
  t.equal(new GoRegexp('\\ba').find('aa', 1), undefined)
  t.same(new GoRegexp('(?m)^a').find('b\na', 1), [2, 3])
  t.same(new GoRegexp('a').find('aa', 1), [1, 2])
})

t.test('groups are known by their names', async (t) => {
  t.same(new GoRegexp('(a)(?P<x>b)(?<y>c)').groups, ['', '', 'x', 'y'])
})

t.test('patterns that make other engines hang end at once', async (t) => {
  const long = `${'a'.repeat(5000)}!`
  t.equal(new GoRegexp('^(a+)+$').matches(long), false)
  t.equal(new GoRegexp('(.*)(.*)(.*)(.*)[^!]x').matches(long), false)
  t.equal(new GoRegexp('^(?:a?){300}a{300}$').matches('a'.repeat(300)), true)
})
