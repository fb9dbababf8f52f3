import t from 'tap'
import { Decoder } from '../../../../src/core/config/decode/decoder.ts'
import {
  flag,
  integer,
  list,
  map,
  mode,
  optionalInteger,
  optionalRecord,
  optionalText,
  record,
  size,
  text,
} from '../../../../src/core/config/shape.ts'
import { parseYaml } from '../../../../src/core/config/yaml/parse.ts'
import { readText } from '../../../../src/core/config/yaml/reader.ts'

const shape = record({
  name: text(),
  passwd: optionalText({ secret: true }),
  days: optionalInteger(),
  lines: list(text()),
  files: list(record({ path: text(), mode: mode() })),
  labels: map(text()),
  groups: map(list(text())),
  users: map(record({ uid: integer() })),
  checks: map(list(text()), { keys: ['any', 'all'] }),
  dns: record({ servers: list(text()), path: text() }),
  disk: optionalRecord({ size: size() }),
  on: flag(),
  owner: integer(),
})

function decode(yaml: string) {
  return new Decoder().document(parseYaml(readText(yaml)).root, shape)
}

t.test('what says no more than its absence is left out', async (t) => {
  const rows: readonly [yaml: string, value: object][] = [
    ['name: ""\non: false\nowner: 0\ndns: {}\nlines: ~\ndisk: ~\n', {}],
    ['lines: []\nlabels: {}\ndisk: {}\n', { lines: [], labels: {}, disk: {} }],
    ['dns: {servers: []}\n', { dns: { servers: [] } }],
    ['passwd: ""\ndays: 0\n', { passwd: '', days: 0 }],
    ['passwd: ~\ndays:\n', {}],
    ['lines: [a, ~, ""]\nfiles: [~, {}]\n', { lines: ['a', ''], files: [{}] }],
    [
      'labels: {a: ~}\ngroups: {b: ~}\nusers: {c: ~}\n',
      { labels: { a: '' }, groups: { b: [] }, users: { c: {} } },
    ],
    ['labels: {~: x, 1: y, true: z}\n', { labels: { 1: 'y', true: 'z' } }],
  ]
  for (const [yaml, value] of rows) t.strictSame(decode(yaml).value, value, yaml)
})

t.test('numbers keep their worth, however large', async (t) => {
  t.strictSame(decode('disk: {size: 18446744073709551615}').value, { disk: { size: 2n ** 64n - 1n } })
  t.strictSame(decode('disk: {size: 9007199254740991}').value, { disk: { size: 2 ** 53 - 1 } })
  t.strictSame(decode('files: [{mode: 0o1777}, {mode: 420.9}]').value, {
    files: [{ mode: 0o1777 }, { mode: 420 }],
  })
})

t.test('merged keys fill gaps; own keys and earlier maps win', async (t) => {
  const rows: readonly [yaml: string, value: object][] = [
    ['<<: {name: m, on: true}\nname: own\n', { name: 'own', on: true }],
    ['<<: [{name: one}, {name: two, on: true}]\n', { name: 'one', on: true }],
    ['<<: {name: m}\nname: ~\n', {}],
    ['labels: {<<: {a: m, b: m}, a: own}\n', { labels: { a: 'own', b: 'm' } }],
    ['labels: {<<: {1: m}, 1: own}\n', { labels: { 1: 'm' } }],
    ['checks: {<<: {any: [m]}, any: [own]}\n', { checks: { any: ['m'] } }],
    ['<<: {<<: {name: deep, on: yes}, name: m}\n', { name: 'm', on: true }],
    ['"<<": {name: m}\n', {}],
  ]
  for (const [yaml, value] of rows) t.strictSame(decode(yaml).value, value, yaml)
})

t.test('errors name the key, what it must be, what it is, and what to do', async (t) => {
  const rows: readonly [yaml: string, message: string, help: string | undefined][] = [
    [
      'lines: a',
      '`lines` must be a list, not the text `a`',
      'Write it as an entry of a list: [value], or - value',
    ],
    [
      'lines: [{a: b}]',
      '`lines` must hold texts, not a map',
      'Put the text in quotes: a colon and a blank in it make a map of it, and so does a leading brace',
    ],
    [
      'files: [{mode: "0644"}]',
      '`mode` must be an octal number such as 0644, not the text `0644`',
      'Write the number without quotes',
    ],
    [
      'files: [{mode: -1}]',
      '`mode` must be an octal number such as 0644, not the number `-1`',
      'Write a number that is in range',
    ],
    ['files: {path: x}', '`files` must be a list, not a map', 'Put a dash before the entry'],
    ['files: [x]', '`files` must hold maps, not the text `x`', 'Its keys are path, mode'],
    ['on: "true"', '`on` must be true or false, not the text `true`', 'Write true or false, without quotes'],
    ['on: 1', '`on` must be true or false, not the number `1`', 'Write true or false, without quotes'],
    ['owner: root', '`owner` must be a whole number, not the text `root`', undefined],
    [
      'disk: {size: -1}',
      '`size` must be a whole number from 0, not the number `-1`',
      'Write a number that is in range',
    ],
    [
      'name: [a]',
      '`name` must be a text, not a list',
      'Put the text in quotes if it should start with a bracket',
    ],
    [
      'labels: {[a]: b}',
      'The keys in `labels` must be texts, not a list',
      'Put the text in quotes if it should start with a bracket',
    ],
    ['[]', 'The configuration must be a map, not a list', undefined],
    ['owner: 2020-01-02', '`owner` must be a whole number, not the date `2020-01-02`', undefined],
    [
      'lines: "a very long text that goes on and on\\n and on"',
      '`lines` must be a list, not the text `a very long text that goes ...`',
      'Write it as an entry of a list: [value], or - value',
    ],
  ]
  for (const [yaml, message, help] of rows) {
    const { value, findings } = decode(yaml)
    t.equal(value, undefined, yaml)
    t.match(findings[0], { rule: 'wrong-type', severity: 'error', message })
    t.equal(findings[0]?.help, help, yaml)
  }
})

t.test('a key that is there twice is told with the place of the first', async (t) => {
  const twice = decode('name: a\non: true\nname: b\n').findings[0]
  t.match(twice, { rule: 'duplicate-key', offset: 17, also: { offset: 0 } })
  const alias = decode('x: &k name\n*k : a\nname: b\n').findings.find(({ rule }) => rule === 'duplicate-key')
  t.match(alias, { message: '`name` is given twice in the same map', offset: 18, also: { offset: 11 } })
  const many = Array.from({ length: 30 }, (_, i) => `k${i % 29}: x\n`).join('')
  t.equal(decode(`labels:\n${many.replace(/^/gm, '  ').trimEnd()}\n`).findings.length, 1)
  t.equal(decode('x: {a: 1, a: 2}\n').findings[0]?.rule, 'unknown-key', 'nobody reads it, so it is no error')
})

t.test('unknown keys are warned of, once, with what was meant', async (t) => {
  const yaml = 'nmae: a\nfiles: [&f {pth: x}, *f]\nchecks: {anny: []}\nrest: &anchors {a: 1}\n'
  const { value, findings } = decode(yaml)
  t.ok(value)
  t.same(
    findings.map(({ message, help }) => `${message}. ${help}`),
    [
      '`nmae` is not known at the top and is ignored. Did you mean `name`?',
      '`pth` is not known in an entry of `files` and is ignored. Did you mean `path`?',
      '`anny` is not known in `checks` and is ignored. Did you mean `any`?',
    ],
  )
})

t.test('an error where Go stops comes before those that were collected', async (t) => {
  const rows: readonly [yaml: string, rule: string][] = [
    ['lines: x\n<<: 5\n', 'merge'],
    ['lines: x\nfiles: &f [*f]\n', 'wrong-type'],
    ['lines: &l [*l]\n', 'wrong-type'],
    ['dns: &d {<<: *d}\n', 'alias-of-itself'],
    ['lines: x\nname: !!int y\n', 'yaml-tag'],
  ]
  for (const [yaml, rule] of rows) t.equal(decode(yaml).findings[0]?.rule, rule, yaml)
})
