import t from 'tap'
import { secretsIn } from '../../../src/core/config/secrets.ts'
import { list, map, record, text } from '../../../src/core/config/shape.ts'

const shape = record({
  plain: text(),
  users: map(record({ passwd: text({ secret: true }), keys: list(text()) })),
  tokens: list(text({ secret: true })),
})

t.test('values are found by the marks of their shape, at any depth', async (t) => {
  const value = {
    plain: 'seen',
    users: { a: { passwd: 'one', keys: ['k'] }, b: {} },
    tokens: ['two', 'three'],
    unknown: { passwd: 'not ours' },
  }
  t.same(secretsIn(value, shape), ['one', 'two', 'three'])
  t.same(secretsIn(null, shape), [])
})
