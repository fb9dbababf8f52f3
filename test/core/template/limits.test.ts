import t from 'tap'
import type { FunctionTable } from '../../../src/core/template/functions.ts'
import { MAX_TEXT } from '../../../src/core/template/limits.ts'
import { renderTemplate } from '../../../src/core/template/render.ts'

const functions: FunctionTable = { has: () => false, load: async () => new Map() }

t.test('a template can neither hang nor fill the memory', async (t) => {
  const rows: readonly [template: string, message: RegExp][] = [
    ['{{ range 1000000000000 }}{{ end }}', /too much work/],
    ['{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}', /too deeply/],
    ['{{ $x := "ab" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}', /characters is more than/],
    ['{{ $x := printf "%1000000d" 1 }}{{ range 100 }}{{ $x }}{{ end }}', /becomes too long/],
    [`{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`, /too deeply/],
    [`${'{{ if true }}'.repeat(50_000)}${'{{ end }}'.repeat(50_000)}`, /too deeply/],
  ]
  for (const [template, message] of rows)
    t.match(
      await renderTemplate(template, null, { functions }),
      { ok: false, error: { message } },
      template.slice(0, 60),
    )
})

t.test('a map that holds itself cannot be printed', async (t) => {
  const map = new Map()
  map.set('self', map)
  t.match(await renderTemplate('{{ .self.self.missing }}{{ . }}', map), { ok: false })
})

t.test('templates call each other tens of thousands deep, as in Go', async (t) => {
  const template =
    '{{ define "a" }}{{ $n := len . }}{{ if lt $n 20000 }}{{ with print . "x" }}{{ template "a" . }}{{ end }}' +
    '{{ else }}{{ $n }}{{ end }}{{ end }}{{ template "a" "" }}'
  t.same(await renderTemplate(template, null, { functions }), { ok: true, text: '20000' })
})

t.test('a long text is no problem below the bound', async (t) => {
  const result = await renderTemplate(
    '{{ $x := printf "%1000000d" 1 }}{{ range 30 }}{{ $x }}{{ end }}',
    null,
    { functions },
  )
  t.ok(result.ok && result.text.length === 30_000_000 && result.text.length < MAX_TEXT)
})
