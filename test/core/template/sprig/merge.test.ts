import t from 'tap'
import { merge } from '../../../../src/core/template/sprig/merge.ts'
import { type GoValue, NIL_MAP } from '../../../../src/core/template/values.ts'

type Dict = Map<string, GoValue>
const dict = (entries: Record<string, GoValue>): Dict => new Map(Object.entries(entries))

t.test('fills what is missing or empty, also inside', async (t) => {
  const target = dict({ kept: 1, empty: '', inner: dict({ kept: 1 }) })
  merge(target, dict({ kept: 2, empty: 'x', new: null, inner: dict({ kept: 2, new: 3 }) }), 'fill')
  t.same(target, dict({ kept: 1, empty: 'x', inner: dict({ kept: 1, new: 3 }) }))
})

t.test('overwrites with everything, empty values and nil too', async (t) => {
  const target = dict({ a: 1, b: [1], c: dict({ d: 1 }), e: 5 })
  merge(target, dict({ a: 0, b: [], c: dict({ d: null }), e: null }), 'overwrite')
  t.same(target, dict({ a: 0, b: [], c: dict({ d: null }), e: null }))
})

t.test('a dict and a value of another type leave each other alone unless overwritten', async (t) => {
  const target = dict({ a: 'text' })
  merge(target, dict({ a: dict({ b: 1 }) }), 'fill')
  t.same(target, dict({ a: 'text' }))
  merge(target, dict({ a: dict({ b: 1 }) }), 'overwrite')
  t.same(target, dict({ a: dict({ b: 1 }) }))
})

t.test('dicts of the source are shared, not copied', async (t) => {
  const inner = dict({ b: 1 })
  const target = merge(dict({}), dict({ a: inner }), 'fill')
  t.equal(target.get('a'), inner)
})

t.test('a nil dict is replaced by a new one', async (t) => {
  const merged = merge(NIL_MAP, dict({ a: 1 }), 'fill')
  t.same(merged, dict({ a: 1 }))
  t.equal(NIL_MAP.size, 0)
  t.equal(merge(NIL_MAP, NIL_MAP, 'fill'), NIL_MAP)
})
