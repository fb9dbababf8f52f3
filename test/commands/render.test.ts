import { mkdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { machine, write } from './machine.ts'
import { run } from './program.ts'

t.test('the output is the expanded text and nothing else', async (t) => {
  const folder = temporaryFolder(t)
  const cases: readonly (readonly [template: string, values: string, output: string])[] = [
    ['plain', '{}', 'plain'],
    ['', '{}', ''],
    ['no line end {{ .a }}', '{"a": "x"}', 'no line end x'],
    ['{{ . }}\n\n', '"root"', 'root\n\n'],
    ['{{ index . 1 }}', '[1, 2.5]', '2.5'],
    [
      '{{ .n }} {{ .big }} {{ .none }} {{ .nil }}',
      '{"n": 1, "big": 1e21, "nil": null}',
      '1 1e+21 <no value> <no value>',
    ],
    [
      '{{ range $k, $v := .m }}{{ $k }}={{ $v }};{{ end }}',
      '{"m": {"b": 1, "a": [true, "x"]}}',
      'a=[true x];b=1;',
    ],
    ['{{ .Values.a | upper | quote }}', '{"Values": {"a": "é"}}', '"É"'],
    ['\ufeffé\u2028\r\n{{- " x" -}}  \n', '{}', '\ufeffé\u2028 x'],
  ]
  for (const [index, [template, values, output]] of cases.entries()) {
    write(folder, { 't.tmpl': template, 'v.json': values })
    const { exitCode, out, err } = await run(['render', '--values', `${folder}/v.json`, `${folder}/t.tmpl`])
    t.equal(exitCode, 0, err)
    t.equal(out, output, `case ${index}`)
    t.equal(err, '')
  }
})

t.test('bytes that are no UTF-8 come out as they went in', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/t`, Buffer.from([0xff, 0x7b, 0x7b, 0x22, 0x78, 0x22, 0x7d, 0x7d, 0x80, 0x0a]))
  const { out } = await run(['render', `${folder}/t`, '--root', folder], { encoding: 'latin1' })
  t.equal(out, '\xffx\x80\n')
})

t.test('- is standard input', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, { 'v.json': '{"a": 1}' })
  t.match(await run(['render', '-', `--values=${folder}/v.json`], { input: '{{ .a }}' }), {
    exitCode: 0,
    out: '1',
  })
  t.match(await run(['render', '--values', `${folder}/v.json`, '-'], { input: '' }), { exitCode: 0, out: '' })
})

t.test('without values it sees what templates of steps see', async (t) => {
  const root = machine(t)
  const { exitCode, out } = await run(['render', '--root', root, '-'], { input: '{{ .Values.os.name }}\n' })
  t.equal(exitCode, 0)
  t.equal(out, 'Example Edge OS 1.2\n')
  t.equal((await run(['render', '-'], { input: '{{ .Values.node.hostname | empty }}' })).out, 'false')
})

t.test(
  'a template that is wrong is exit code 1, with file, line, column and reason, and no output',
  async (t) => {
    const folder = temporaryFolder(t)
    write(folder, { 'v.json': '{"a": "x"}' })
    for (const [template, place, reason] of [
      ['a\n  {{ nope }}', '2:6', 'nope'],
      ['a {{ .a.b }}', '1:8', 'b'],
      ['{{ if }}', '1:', 'if'],
      ['a {{ "open }}', '1:6', 'never closed'],
      ['é {{ fail "my words" }}', '1:6', 'my words'],
      ['{{ range . }}', '1:', 'end'],
      ['before {{ index .a "x" }}', '1:', 'index'],
    ] as const) {
      write(folder, { 't.tmpl': template })
      const { exitCode, out, err } = await run(['render', '--values', `${folder}/v.json`, `${folder}/t.tmpl`])
      t.equal(exitCode, 1, template)
      t.equal(out, '', 'nothing is printed')
      t.ok(err.startsWith(`${folder}/t.tmpl:${place}`), err)
      t.match(err, /:\d+:\d+: \S.*\n$/)
      t.match(err, reason)
      t.equal(err.trim().split('\n').length, 1, 'one line')
    }
    t.match(await run(['render', '-'], { input: '{{ nope }}' }), { exitCode: 1, err: /^<STDIN>:1:4: / })
  },
)

t.test('what cannot be read, or is no JSON, is told', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(`${folder}/dir`)
  write(folder, { t: 'x', 'v.json': '{"a": ' })
  for (const [words, code, message] of [
    [[`${folder}/none`], 66, /none.*no such file|does not exist/i],
    [[`${folder}/dir`], 66, /dir/],
    [['--values', `${folder}/none.json`, `${folder}/t`], 66, /none.json/],
    [['--values', `${folder}/v.json`, `${folder}/t`], 65, /v.json:1:7: this is not JSON/],
    [['--root', `${folder}/none`, `${folder}/t`], 66, /--root .*none does not exist/],
    [[], 64, /needs a file/],
    [['a', 'b'], 64, /"b" is one too many/],
  ] as const) {
    const { exitCode, out, err } = await run(['render', ...words])
    t.equal(exitCode, code, words.join(' '))
    t.equal(out, '')
    t.match(err, message)
  }
})
