import t from 'tap'
import { Positions } from '../../../../src/core/config/yaml/position.ts'

t.test('lines and columns count from 1, columns in code points', async (t) => {
  const text = 'a\r\nbé🚀c\rd\n\n😀😀x'
  const positions = new Positions(text)
  const rows: readonly [part: string, place: [number, number]][] = [
    ['a', [1, 1]],
    ['b', [2, 1]],
    ['é', [2, 2]],
    ['🚀', [2, 3]],
    ['c', [2, 4]],
    ['d', [3, 1]],
    ['😀', [5, 1]],
    ['x', [5, 3]],
  ]
  for (const [part, place] of rows) t.same(positions.of(text.indexOf(part)), place, part)
  t.same(positions.of(0), [1, 1])
  t.same(positions.of(text.length), [5, 4], 'the end')
})

t.test('an empty text has a first line', async (t) => {
  t.same(new Positions('').of(0), [1, 1])
})
