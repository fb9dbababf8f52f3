import t from 'tap'
import { evaluate } from '../../../../../src/core/config/dot-notation/jq/evaluate.ts'
import { parseQuery } from '../../../../../src/core/config/dot-notation/jq/parser.ts'
import type { Value } from '../../../../../src/core/config/dot-notation/jq/query.ts'

const run = (query: string, input: Value = {}) => evaluate(parseQuery(query), input).value

t.test('paths are set, and made where nothing is', async (t) => {
  const rows: readonly [query: string, input: Value, result: Value][] = [
    ['.a = 1', {}, { a: 1 }],
    ['.a.b[1]."c d" = "x"', {}, { a: { b: [null, { 'c d': 'x' }] } }],
    ['.["a"][0] = true', {}, { a: [true] }],
    ['.a[-1] = 9', { a: [1, 2] }, { a: [1, 9] }],
    ['.a[1.9] = 1', {}, { a: [null, 1] }],
    ['.a.[0]? = 1', {}, { a: [1] }],
    ['.a[] = 0', { a: [1, 2] }, { a: [0, 0] }],
    ['.a[(1 + 1) * 2 - 3] = 1', {}, { a: [null, 1] }],
    ['(.a, .b) = 1', {}, { a: 1, b: 1 }],
    ['.a += "y"', { a: 'x' }, { a: 'xy' }],
    ['.a //= 1', { a: null }, { a: 1 }],
    ['.a //= 1', { a: 2 }, { a: 2 }],
    ['.a |= "z"', { a: 1 }, { a: 'z' }],
    ['.a /= ","', { a: 'x,y' }, { a: ['x', 'y'] }],
    ['.a | .b = 1', { a: { c: 2 } }, { c: 2, b: 1 }],
    ['{a: 1, "b c": [2, 3], (.k): null} | .d = .a', { k: 'e' }, { a: 1, 'b c': [2, 3], e: null, d: 1 }],
    ['.a = "x\\(.b)y\\(1 + 1)\\n\\u00e9"', { b: [1] }, { b: [1], a: 'x[1]y2\né' }],
    ['.a = -.b # comment', { b: 3 }, { b: 3, a: -3 }],
    ['.. = 1', {}, 1],
    ['.x // {a: 1} | .b = 2', {}, { a: 1, b: 2 }],
  ]
  for (const [query, input, result] of rows) t.strictSame(run(query, input), result, query)
})

t.test('what gojq refuses is refused', async (t) => {
  const texts = [
    '.a-b = 1',
    '.a.b = 1 = 2',
    '.9a = 1',
    '.1.5.2 = 1',
    '. a = 1',
    '.a. = 1',
    '.é = 1',
    '.$x = 1',
    '.@base64 = 1',
    '.a[ = 1',
    '.a] = 1',
    '.a = "',
    '.a = "\\q"',
    '.a = "\\u12"',
    '.a = "\\(1"',
    '{a 1}',
    '.a | unknown',
    '.a = 1 |',
  ]
  for (const text of texts) t.throws(() => parseQuery(text), { name: 'JqError' }, text)
})

t.test('what cannot be set is refused when it runs', async (t) => {
  const rows: readonly [query: string, input: Value][] = [
    ['.a.b = 1', { a: 'text' }],
    ['.a[0] = 1', { a: {} }],
    ['.a[.b] = 1', { b: true }],
    ['("x") = 1', {}],
    ['.a[] = 1', {}],
    ['.a -= 1', { a: 'x' }],
    ['.a %= 0', { a: 1 }],
    ['.a[200000] = 1', {}],
    ['.a[]?', {}],
  ]
  for (const [query, input] of rows) t.throws(() => run(query, input), { name: 'JqError' }, query)
})

t.test('the paths that were set are told', async (t) => {
  t.same(evaluate(parseQuery('(.a[0], .b."c") = 1'), {}).set, [
    ['a', 0],
    ['b', 'c'],
  ])
})
