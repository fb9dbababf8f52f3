import t from 'tap'
import { redactor } from '../../../src/core/report/redact.ts'

t.test('secrets are hidden wherever they stand, longer ones first', async (t) => {
  const redact = redactor(['hunter2', 'hunter2-and-more', 'hunter2'])
  t.equal(redact('a hunter2 b hunter2-and-more c'), 'a ******** b ******** c')
})

t.test('very short secrets are not hidden, they would hide everything', async (t) => {
  t.equal(redactor(['a', ''])('banana'), 'banana')
})
