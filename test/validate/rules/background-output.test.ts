import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['run > /dev/null 2>&1 &'],
  ['run >> /var/log/x 2>> /var/log/y &'],
  ['run &> /dev/null &'],
  ['(sleep 1; run) > /dev/null 2>&1 &'],
  ['a & b & wait'],
  ['exec > /var/log/x 2>&1\nrun &'],
  ['a && b'],
  ['curl http://x/?a=1\\&b=2'],
  ['run &', '&'],
  ['nohup run &', '&'],
  ['run > /dev/null &', '&'],
  ['run 2> /dev/null &', '&'],
  ['(sleep 1; run > /dev/null 2>&1) &', '&'],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('background-output', { commands: [input] }), words))
}
