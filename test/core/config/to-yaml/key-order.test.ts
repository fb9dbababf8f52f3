import t from 'tap'
import { compareKeys } from '../../../../src/core/config/to-yaml/key-order.ts'

t.test('keys are in the order in which people count', async (t) => {
  const rows: readonly (readonly string[])[] = [
    ['1', '2', '10', '11', 'a'],
    ['a1', 'a2', 'a10', 'aa'],
    ['a', 'ab', 'b'],
    ['a-b', 'a_b', 'ab'],
    ['a1', 'a01', 'a2'],
    ['a1b', 'a1.'],
    ['', 'a'],
    ['A', 'a', 'é'],
    ['x100', 'x101', 'x1000'],
  ]
  for (const keys of rows) {
    t.same([...keys].reverse().sort(compareKeys), keys, keys.join(' '))
    for (const key of keys) t.equal(compareKeys(key, key), 0)
  }
})
