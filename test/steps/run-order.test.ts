import t from 'tap'
import { conditions } from '../../src/conditions/index.ts'
import { conditionKeys } from '../../src/conditions/keys.ts'
import { stepKeys, stepShape } from '../../src/steps/index.ts'
import { runOrder } from '../../src/steps/run-order.ts'

t.test('steps are run by the same keys, in the same order, as they are decoded by', async (t) => {
  const loaded = await Promise.all(Object.values(runOrder).map((load) => load()))
  t.same(
    loaded.map(({ key }) => key),
    Object.keys(runOrder),
  )
  t.strictSame(loaded, stepKeys)
})

t.test('the conditions that are looked for are those that are checked', async (t) => {
  t.same(
    conditionKeys,
    conditions.map(({ key }) => key),
  )
  for (const key of conditionKeys) t.ok(key in stepShape.fields)
})
