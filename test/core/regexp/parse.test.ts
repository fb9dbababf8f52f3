import t from 'tap'
import { parse } from '../../../src/core/regexp/parse.ts'

t.test('a refused pattern says what is wrong with which part', async (t) => {
  const cases: readonly (readonly [pattern: string, message: string])[] = [
    ['a**', 'invalid nested repetition operator: `**`'],
    ['*', 'missing argument to repetition operator: `*`'],
    ['a|+b', 'missing argument to repetition operator: `+`'],
    ['(ab', 'missing closing ): `(ab`'],
    ['ab)', 'unexpected ): `ab)`'],
    ['[a', 'missing closing ]: `[a`'],
    ['[z-a]', 'invalid character class range: `z-a`'],
    ['a{2,1}', 'invalid repeat count: `{2,1}`'],
    ['a{1001}', 'invalid repeat count: `{1001}`'],
    ['(a{40}){30}', 'invalid repeat count: `{30}`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(?<n', 'invalid named capture: `(?<n`'],
    ['\\8', 'invalid escape sequence: `\\8`'],
    ['a\\', 'trailing backslash at end of expression'],
    ['\\p{Nope}', 'invalid character class range: `\\p{Nope}`'],
    ['[[:nope:]]', 'invalid character class range: `[:nope:]`'],
    ['\udc80', 'invalid UTF-8'],
  ]
  for (const [pattern, message] of cases)
    t.throws(() => parse(pattern), { name: 'RegexpError', message }, pattern)
})

t.test('the limits of Go hold, so that no pattern eats the memory', async (t) => {
  const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`
  t.doesNotThrow(() => parse(nested(999)))
  t.throws(() => parse(nested(1000)), { message: /^expression nests too deeply/ })
  t.throws(() => parse('('.repeat(100_000)), { message: /^missing closing \)/ })
  t.doesNotThrow(
    () => parse(`${'(?:'.repeat(5000)}a${')'.repeat(5000)}`),
    'groups that leave no trace do not count',
  )
  t.doesNotThrow(() => parse('(abcdefghij){1000}'))
  t.throws(() => parse(`(${'abcdefghij'.repeat(400)}){1000}`), { message: /^expression too large/ })
})

t.test('what looks like a repetition but is none is taken literally', async (t) => {
  for (const pattern of ['a{', 'a{}', 'a{,2}', 'a{x}', 'a{-1}', 'a{01}'])
    t.doesNotThrow(() => parse(pattern), pattern)
})
