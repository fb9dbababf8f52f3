import t from 'tap'
import { parseTemplate } from '../../../src/core/template/syntax/parser.ts'
import { factData } from '../../../src/validate/template/data-tree.ts'
import { missingValues } from '../../../src/validate/template/missing-values.ts'

/** A template, and each value that no machine has: the name in the text, what was meant, whether it is guarded. */
const rows: readonly (readonly [string, ...(readonly [string, string | undefined, boolean])[]])[] = [
  ['{{ .Values.os.name }} {{ .Values.Random }} {{ .Values }} {{ . }}'],
  ['{{ range .Values.network }}{{ .name }} {{ $.Values.os.name }}{{ end }}'],
  ['{{ range $i, $n := .Values.network }}{{ $n.speed }}{{ $i }}{{ end }}'],
  ['{{ with .Values.os }}{{ .name }}{{ end }}'],
  ['{{ $os := .Values.os }}{{ $os.version }}'],
  ['{{ (index .Values.network 0).name }} {{ (first .Values.storage).size }}'],
  ['{{ range $k, $v := .Values.cpu }}{{ $v.anything }}{{ end }}'],
  ['{{ range until 3 }}{{ .anything }}{{ end }}'],
  ['{{ (fromJson "{}").anything }} {{ (dict "a" 1).b }}'],
  ['{{ define "t" }}{{ .anything }}{{ end }}{{ template "t" .Values.os }}'],
  ['{{ $x := 1 }}{{ if .Values.os }}{{ $x = .Values.os }}{{ end }}{{ $x.anything }}'],
  ['{{ .Values.colour }}', ['colour', undefined, false]],
  ['{{ .Values.os.nmae }}', ['nmae', '.Values.os.name', false]],
  ['{{ .values.os.name }}', ['values', '.Values.os.name', false]],
  ['{{ $.Values.colour.deeper }}', ['colour', undefined, false]],
  ['{{ with .Values.os }}{{ .colour }}{{ end }}', ['colour', undefined, false]],
  ['{{ $os := .Values.os }}{{ $os.colour }}', ['colour', undefined, false]],
  ['{{ (index .Values.network 0).colour }}', ['colour', undefined, false]],
  ['{{ upper (trim .Values.colour) }}', ['colour', undefined, false]],
  ['{{ .Values.os.name.colour }}', ['colour', undefined, false]],
  ['{{ .Values.colour | default "x" }}', ['colour', undefined, true]],
  ['{{ default "x" .Values.colour }}', ['colour', undefined, true]],
  [
    '{{ if .Values.colour }}{{ .Values.colour }}{{ end }}',
    ['colour', undefined, true],
    ['colour', undefined, true],
  ],
  [
    '{{ if .Values.colour.a }}{{ .Values.colour.a }}{{ end }}',
    ['colour', undefined, true],
    ['colour', undefined, true],
  ],
  ['{{ if .Values.os }}{{ .Values.colour }}{{ end }}', ['colour', undefined, false]],
  ['{{ with .Values.colour }}{{ .anything }}{{ end }}', ['colour', undefined, true]],
]

for (const [template, ...expected] of rows) {
  t.test(template, async (t) => {
    const found = missingValues(
      parseTemplate(template, () => true),
      factData,
    )
    t.same(
      found.map(({ from, to, meant, isGuarded }) => [template.slice(from, to), meant, isGuarded]),
      expected,
    )
  })
}
