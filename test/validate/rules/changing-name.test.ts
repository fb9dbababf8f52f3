import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['node'],
  ['node-{{ trunc 6 .MachineID }}'],
  ['node-{{ .ProtectedID }}'],
  ['node-{{ .Random }}', '.Random'],
  ['node-{{ .UUID | trunc 4 }}', '.UUID'],
  ['node-{{ randNumeric 3 }}', 'randNumeric'],
  ['node-{{ now | date "05" }}', 'now'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('changing-name', { hostname: input }), words))
}
