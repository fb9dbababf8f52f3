import t from 'tap'
import { freeId, integerText, isUsableId } from '../../../src/core/accounts/ids.ts'

t.test('numbers are read as Go reads them', (t) => {
  const rows: readonly [string, string | undefined][] = [
    ['0', '0'],
    ['007', '7'],
    ['+5', '5'],
    ['-0', '0'],
    ['-12', '-12'],
    ['9223372036854775807', '9223372036854775807'],
    ['9223372036854775808', undefined],
    ['-9223372036854775808', '-9223372036854775808'],
    ['', undefined],
    ['1_000', undefined],
    ['0x10', undefined],
    ['1e3', undefined],
    [' 1', undefined],
    ['+', undefined],
  ]
  for (const [text, expected] of rows) t.equal(integerText(text), expected, text)
  t.end()
})

t.test('an id is usable up to the one that means nobody', (t) => {
  for (const id of ['0', '1000', '65535', '4294967294']) t.ok(isUsableId(id), id)
  for (const id of ['-1', '4294967295', '99999999999', '', 'x']) t.notOk(isUsableId(id), id)
  t.end()
})

t.test('the lowest id from 1000 to 60000 that nobody has is free', (t) => {
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => String(from + i))
  t.equal(freeId(new Set()), '1000')
  t.equal(freeId(new Set(['0', '999', '1000', '1002', '65534'])), '1001')
  t.equal(freeId(new Set(range(1000, 59999))), '60000')
  t.equal(freeId(new Set(range(1000, 60000))), undefined)
  t.end()
})
