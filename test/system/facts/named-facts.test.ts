import t from 'tap'
import { factNames, factsNamedBy } from '../../../src/system/facts/named-facts.ts'

t.test('plain references are believed', async (t) => {
  const cases: readonly (readonly [template: string, names: readonly string[]])[] = [
    ['no template', []],
    ['{{ upper "x" }}', []],
    ['{{ .Values.os.name }}', ['os']],
    ['{{ $.Values.cpu.threads }} {{ if .Values.node.hostname }}x{{ end }}', ['cpu', 'node']],
    ['{{ printf "%s" .Values.Random }}', ['Random']],
    ['{{ .Values.nosuch }} Values in plain text', []],
    ['{{ printf "%.2f" 1.5 }}', []],
  ]
  for (const [template, names] of cases) t.same([...factsNamedBy(template)], names, template)
})

t.test('where the whole can be reached, it is all of them', async (t) => {
  for (const template of [
    '{{ .Values }}',
    '{{ . }}',
    '{{ $ }}',
    '{{ toJson . }}',
    '{{ index .Values "os" }}',
    '{{ index . "Values" "os" }}',
    '{{ with .Values }}{{ .os.name }}{{ end }}',
    '{{ $v := . }}{{ $v.Values.os }}',
    '{{ range .Values.network }}{{ . }}{{ end }}',
    '{{ printf "}}" . }}',
    '{{ printf `}}` .Values }}',
  ]) {
    t.equal(factsNamedBy(template).size, factNames.length, template)
  }
})

t.test('a text full of braces takes no time', async (t) => {
  const from = performance.now()
  t.equal(factsNamedBy('{{'.repeat(200_000)).size, 0)
  t.ok(performance.now() - from < 1000)
})
