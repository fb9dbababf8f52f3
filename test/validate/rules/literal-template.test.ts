import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['a {{ b'],
  ['{{}}'],
  ['{ { .x } }'],
  ['{{ .Values.os.name }}', '{{'],
  ['a {{- upper "x" }}', '{{'],
  ['{{x}}', '{{'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) =>
    t.same(await toldOf('literal-template', { users: { op: { gecos: input, passwd: '*' } } }), words),
  )
}
