import t from 'tap'
import { type Row, toldOf } from './told-of.ts'

const rows: readonly Row[] = [
  ['[ -f /x ]'],
  ['[ -f /x ] && [ "$a" != b ]'],
  ['[ ! -e /x ] || ! [ -d /y ]'],
  ['[ -f /x ] 2>/dev/null'],
  ['test -f /x]'],
  ['[[ -f /x && -f /y ]]'],
  ['echo [ab]'],
  ['[a-z]* x'],
  ['[-f /x ]', '['],
  ['["$a" = b ]', '['],
  ['[!-f /x ]', '['],
  ['[[-f /x ]]', '[['],
  ['[ -f /x]', '['],
  ['[ -f /x', '['],
  ['if [ -f /x; then true; fi', '['],
]

for (const [input, ...words] of rows) {
  t.test(input, async (t) => t.same(await toldOf('test-brackets', { if: input }), words))
}
