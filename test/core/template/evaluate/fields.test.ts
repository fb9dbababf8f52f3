import t from 'tap'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import {
  GoFunction,
  GoInt,
  GoMap,
  GoNil,
  GoPointer,
  GoStruct,
  type GoValue,
  goInt,
} from '../../../../src/core/template/values.ts'

const month = new GoInt('time.Month', 5n, (name) =>
  name === 'String' ? new GoFunction('String', [], () => 'May') : undefined,
)
const date = new GoStruct(
  'a.Date',
  [
    { name: 'Year', value: goInt(2024) },
    { name: 'day', value: goInt(1) },
  ],
  (name) => {
    if (name === 'Month') return new GoFunction('Month', [], () => month)
    return name === 'Add' ? new GoFunction('Add', ['int'], ([n]) => sum(2024n, n)) : undefined
  },
)
const data = new Map<string, GoValue>([
  ['date', date],
  ['pointer', new GoPointer('*a.Date', date)],
  ['gone', new GoNil('*a.Date')],
  ['typed', new GoMap('map[string]string', new Map([['k', 'v']]))],
  ['nil', null],
  ['list', [null, 'x']],
])

function sum(a: bigint, b: GoValue | undefined): GoInt {
  return goInt(a + (b instanceof GoInt ? b.value : 0n))
}

t.test('fields, entries and methods', async (t) => {
  const rows: readonly [template: string, text: string][] = [
    ['{{ .date.Year }} {{ .pointer.Year }}', '2024 2024'],
    ['{{ .date.Month }} {{ .date.Month.String }} {{ printf "%d" .date.Month }}', 'May May 5'],
    ['{{ .date.Add 3 }} {{ 4 | .date.Add }} {{ .pointer.Add 1 }}', '2027 2028 2025'],
    ['{{ .typed.k }}{{ .typed.x }}{{ index .typed "x" }}', 'v<no value>'],
    ['{{ .nil }} {{ .miss }} {{ .miss.a.b }} {{ (.nil).a }}', '<no value> <no value> <no value> <no value>'],
    ['{{ .gone }} {{ .date }} {{ .pointer }}', '<nil> {2024 1} {2024 1}'],
    ['{{ if .gone }}y{{ else }}n{{ end }}{{ if .date }}y{{ end }}{{ if .pointer }}y{{ end }}', 'nyy'],
    ['{{ range .list }}{{ . }};{{ end }}', '<no value>;x;'],
  ]
  for (const [template, text] of rows)
    t.same(await renderTemplate(template, data), { ok: true, text }, template)
})

t.test('what has no such field says what it is', async (t) => {
  const rows: readonly [template: string, message: string][] = [
    ['{{ .nil.x }}', '.nil is nil, it has no .x'],
    ['{{ range .list }}{{ .x }}{{ end }}', 'the dot is nil, it has no .x'],
    ['{{ $l := .list }}{{ $l.x }}', '$l is a list, it has no .x'],
    ['{{ (len .list).x }}', '(...) is an int, it has no .x'],
    ['{{ .date.day }}', '.date keeps .day to itself'],
    ['{{ .date.Hour }}', '.date has no .Hour; it has .Year'],
    ['{{ .gone.Year }}', '.gone is a nil *a.Date, it has no .Year'],
    ['{{ .typed.k.z }}', '.typed.k is a string, it has no .z'],
    ['{{ .date.Year 1 }}', '.date.Year takes no arguments'],
    ['{{ .typed.k 1 }}', '.typed.k takes no arguments'],
    ['{{ .date.Add }}', 'Add wants 1 argument, not 0'],
    ['{{ .date.Add "x" }}', '"x" cannot be an int'],
  ]
  for (const [template, message] of rows)
    t.match(await renderTemplate(template, data), { ok: false, error: { phase: 'exec', message } }, template)
})
