import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['{{ upper .Values.os.name }}'],
  ['{{ printf "%s" (index .Values.network 0).name | default "x" }}'],
  ['{{ $f := 1 }}{{ $f }}'],
  ['{{ /* nofunc */ }}x'],
  ['{{ "nofunc .x" }}'],
  ['{{ nofunc }}', 'nofunc'],
  ['{{ if not (nofunc .Values.os) }}a{{ else }}{{ other }}{{ end }}', 'nofunc', 'other'],
  ['{{ define "t" }}{{ nofunc }}{{ end }}{{ template "t" . }}', 'nofunc'],
  ['{{ (nofunc).x }}', 'nofunc'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('unknown-function', { commands: [input] }), words))
}
