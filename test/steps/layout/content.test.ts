import t from 'tap'
import { isLabel } from '../../../src/steps/layout/content.ts'

t.test('a label is compared with what blkid writes for it', async (t) => {
  t.ok(isLabel('A\\ B\\"', 'A B"'))
  t.ok(isLabel('COS_STATE', 'COS_STATE'))
  t.notOk(isLabel('COS_STATE2', 'COS_STATE'))
})
