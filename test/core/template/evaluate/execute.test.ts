import t from 'tap'
import type { FunctionTable } from '../../../../src/core/template/functions.ts'
import { renderTemplate } from '../../../../src/core/template/render.ts'

const functions: FunctionTable = { has: () => false, load: async () => new Map() }
const data = { l: ['a', 'b', 'c'], m: { '～': 1, '😀': 2, b: 3, a: 4 }, n: [[1, 2], [], [3]], t: true }

t.test('control structures', async (t) => {
  const rows: readonly [template: string, text: string][] = [
    ['{{ range .l }}{{ if eq . "b" }}{{ continue }}{{ end }}{{ . }}{{ end }}', 'ac'],
    ['{{ range .l }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ else }}e{{ end }}', 'a'],
    ['{{ range $i, $v := .l }}{{ $i }}{{ $v }}{{ end }}', '0a1b2c'],
    ['{{ range $k, $v := .m }}{{ $k }}{{ $v }}{{ end }}', 'a4b3～1😀2'],
    ['{{ range .n }}[{{ range . }}{{ . }}{{ else }}-{{ end }}]{{ end }}', '[12][-][3]'],
    [
      '{{ range 3 }}{{ . }}{{ end }}{{ range 0 }}x{{ else }}e{{ end }}{{ range -1 }}x{{ else }}e{{ end }}',
      '012ee',
    ],
    ['{{ range $i := 3 }}{{ $i }}{{ end }}', '012'],
    ['{{ $x := 1 }}{{ range .l }}{{ $x = . }}{{ end }}{{ $x }}', 'c'],
    ['{{ $i := 0 }}{{ $v := 0 }}{{ range $i, $v = .l }}{{ end }}{{ $i }}{{ $v }}', '2c'],
    ['{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}', '21'],
    ['{{ $x := 1 }}{{ range .l }}{{ $x }}{{ $x := 2 }}{{ end }}', '111'],
    [
      '{{ with $x := .t }}{{ $x }}{{ . }}{{ end }}{{ with .no }}x{{ else with .t }}{{ . }}{{ end }}',
      'truetruetrue',
    ],
    ['{{ range .l }}{{ with . }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}{{ end }}|', 'a|'],
    [
      '{{ define "a" }}{{ $ }}{{ with 2 }}{{ $ }}{{ end }}{{ end }}{{ template "a" 1 }}{{ template "a" }}',
      '11<no value><no value>',
    ],
    ['{{ block "a" .l }}{{ len . }}{{ end }}{{ template "a" .m }}', '34'],
    [
      '{{ range .l }}{{ template "a" . }}{{ end }}{{ define "a" }}{{ $y := . }}<{{ $y }}>{{ end }}',
      '<a><b><c>',
    ],
    ['{{ define "template" }}inner{{ end }}\n', 'inner'],
    ['{{ $ = 1 }}{{ $ }}{{ .t }}', '1true'],
  ]
  for (const [template, text] of rows)
    t.same(await renderTemplate(template, data, { functions }), { ok: true, text }, template)
})

t.test('an entry added to a map during a range is not met', async (t) => {
  t.same(
    await renderTemplate('{{ range $k, $v := .m }}{{ $k }}{{ $_ := set $.m "zz" 1 }}{{ end }}', {
      m: { a: 1, b: 2 },
    }),
    {
      ok: true,
      text: 'ab',
    },
  )
})

t.test('data are not changed by what a template sets', async (t) => {
  const own = { m: { a: 1 } }
  t.same(await renderTemplate('{{ $_ := set .m "a" 2 }}{{ .m.a }}', own), { ok: true, text: '2' })
  t.same(own, { m: { a: 1 } })
})

t.test('what cannot be run', async (t) => {
  const rows: readonly [template: string, message: string | RegExp][] = [
    ['{{ template "none" }}', 'the template "none" is not defined'],
    ['{{ range "x" }}{{ end }}', 'a string cannot be ranged over'],
    ['{{ range .t }}{{ end }}', 'a bool cannot be ranged over'],
    ['{{ range 1.5 }}{{ end }}', 'a float64 cannot be ranged over'],
    ['{{ range $i, $v := 3 }}{{ end }}', /one variable only/],
    ['{{ $x := $x }}', '$x has no value yet'],
    ['{{ nil }}', 'nil is not a command'],
    ['{{ 1 2 }}', '1 takes no arguments'],
    ['{{ (1) 2 }}', '(...) takes no arguments'],
    ['{{ 1 | $ }}', '$ takes no arguments'],
  ]
  for (const [template, message] of rows)
    t.match(
      await renderTemplate(template, data, { functions }),
      { ok: false, error: { phase: 'exec', message } },
      template,
    )
})
