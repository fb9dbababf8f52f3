import t from 'tap'
import type { YamlNode } from '../../../../src/core/config/yaml/node.ts'
import { parseYaml } from '../../../../src/core/config/yaml/parse.ts'
import { readText } from '../../../../src/core/config/yaml/reader.ts'
import { shown } from '../recorded-rows.ts'

/** A node in short: scalars as they are, `=` before those that are texts by quotes or tag, aliases as `*name`. */
function short(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined
  if (node.kind === 'alias') return `*${node.value}`
  if (node.kind === 'list') return node.content.map(short)
  if (node.kind === 'scalar') return node.tag === '!!str' ? `=${node.value}` : node.value
  const pairs: unknown[] = []
  for (let i = 0; i < node.content.length; i += 2)
    pairs.push([short(node.content[i]), short(node.content[i + 1])])
  return Object.fromEntries(pairs.map((pair) => pair as [string, unknown]))
}

const parse = (text: string) => parseYaml(readText(text)).root

t.test('values are unescaped and folded as Go does it', async (t) => {
  const rows: readonly [text: string, value: string][] = [
    ['a b  c', 'a b  c'],
    ['a\n  b\n\n\n  c', 'a b\n\nc'],
    ['a # c', 'a'],
    ['a#c', 'a#c'],
    ['http://x/?y#z', 'http://x/?y#z'],
    ["'it''s'", "=it's"],
    ["'a\n\n  b'", '=a\nb'],
    [
      '"\\t\\x41\\u00e9\\U0001F600\\N\\_\\L\\P\\e\\0\\/"'.replace('\\/', ''),
      '=\tAé😀\u0085\u00a0\u2028\u2029\x1b\0',
    ],
    ['"a\\\n   b"', '=ab'],
    ['"a\\\n\n   b"', '=a\nb'],
    ['"a  \n  b"', '=a b'],
    ['"\\\'"', "='"],
    ['|\n  a\n   b\n\n  c\n', '=a\n b\n\nc\n'],
    ['|-\n  a\n\n', '=a'],
    ['|+\n  a\n\n', '=a\n\n'],
    ['|\n  a', '=a'],
    ['|\n  a\n ', '=a\n'],
    ['|2\n   a\n', '= a\n'],
    ['|#c\n  a\n', '=a\n'],
    ['|\n\n  \n  a\n', '=\n\na\n'],
    ['>\n  a\n  b\n\n  c\n   d\n  e\n', '=a b\n\nc\n d\ne\n'.replace('b\n\nc', 'b\nc')],
    ['|\n', '='],
    ['"a\u0085  b"', '=a b'],
    ['"a\u2028  b"', '=a\u2028b'],
  ]
  for (const [text, value] of rows) t.strictSame(short(parse(`k: ${text}`)), { k: value }, shown(text))
})

t.test('structures that js-yaml alone would not read so', async (t) => {
  const rows: readonly [text: string, value: unknown][] = [
    ['a: [\nb,\nc\n]\n', { a: ['b', 'c'] }],
    ['a: "x\ny"\n', { a: '=x y' }],
    ['*n: x\n'.replace('*n', '&n k: v\n*n'), { k: 'v', '*n': 'x' }],
    ['{a:, "b":c, d: e}\n', { 'a:': '', '=b': 'c', d: 'e' }],
    ['a: [b:, c]\n', { a: ['b:', 'c'] }],
    ['a:\n|\n x\nb: c\n', { a: '=x\n', b: 'c' }],
    ['  a: b\nc: d\n', { a: 'b' }],
    ['{a: b}\n]\n', { a: 'b' }],
    ['a: b\n---\n[\n', { a: 'b' }],
    ['a: "b"#c\n', { a: '=b' }],
    ['? a\n', { a: '' }],
    ['a: b\u0085c: d\n', { a: 'b', c: 'd' }],
  ]
  for (const [text, value] of rows) t.strictSame(short(parse(text)), value, shown(text))
})

t.test('structures that js-yaml alone would read, and Go does not', async (t) => {
  const texts = [
    'a:\n \tb\n',
    '-\ta\n',
    'a: b\n\t\nc: d\n',
    ': a\n',
    '{a\n: b}\n',
    '[?]\n',
    'a: &x.y b\n',
    'a: !!str#b\n',
    `${'k'.repeat(1025)}: a\n`,
    '%FOO\n---\na: b\n',
    '...\n',
    'a: "\\/"\n',
    'a: "\\ud83d\\ude00"\n',
    "- 's't:\n    - a\n",
  ]
  for (const text of texts) t.throws(() => parse(text), { name: 'YamlError' }, shown(text))
})

t.test('anchors and tags belong to the value behind them', async (t) => {
  const node = parse('!m &top\n&k key: !!int &v 5\nlist: &l\n- !x a\n- &none\n')
  t.match(node, { kind: 'map', tag: '!m', anchor: 'top' })
  const [key, value, , list] = node?.content ?? []
  t.match(key, { value: 'key', anchor: 'k', tag: undefined })
  t.match(value, { value: '5', anchor: 'v', tag: '!!int' })
  t.match(list, { kind: 'list', anchor: 'l', tag: '!!seq' })
  t.match(list?.content, [
    { value: 'a', tag: '!x' },
    { value: '', anchor: 'none' },
  ])
})

t.test('tags are shortened and their handles resolved', async (t) => {
  const rows: readonly [text: string, tag: string | undefined][] = [
    ['!!int 5', '!!int'],
    ['!<tag:yaml.org,2002:int> 5', '!!int'],
    ['!own 5', '!own'],
    ['! 5', undefined],
    ['! "5"', '!!str'],
    ['!e!x%41 5', 'tag:example.org:xA'],
    ['!!a%C3%A9 5', '!!aé'],
  ]
  for (const [text, tag] of rows) {
    t.equal(parse(`%TAG !e! tag:example.org:\n---\n- ${text}\n`)?.content[0]?.tag, tag, text)
  }
})

t.test('an empty text has no document', async (t) => {
  for (const text of ['', '\n', '# c\n', '---\n', '\ufeff'])
    t.equal(short(parse(text)) ?? '', '', shown(text))
})
