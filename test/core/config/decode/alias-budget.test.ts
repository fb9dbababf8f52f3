import t from 'tap'
import { AliasBudget } from '../../../../src/core/config/decode/alias-budget.ts'

/** How many values may come from aliases after `own` ones that do not. */
function allowedAfter(own: number): number {
  const budget = new AliasBudget()
  for (let i = 0; i < own; i++) budget.spend()
  budget.depth = 1
  let count = 0
  while (budget.spend()) count++
  return count
}

t.test('small texts may be made of aliases by 99 %', async (t) => {
  t.equal(allowedAfter(0), 1000)
  t.equal(allowedAfter(100), 9900)
})

t.test('in large texts the share shrinks', async (t) => {
  const share = (own: number) => allowedAfter(own) / (own + allowedAfter(own))
  t.ok(share(3_900) > 0.985, 'below 400,000 values')
  t.ok(share(1_000_000) < 0.72 && share(1_000_000) > 0.2)
  t.ok(share(3_700_000) < 0.11)
})
