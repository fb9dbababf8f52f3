import t from 'tap'
import type { Diagnostic } from '../../../src/core/report/diagnostic.ts'
import { FindingLimit } from '../../../src/core/report/finding-limit.ts'

const finding = (source: string, line: number): Diagnostic => ({
  rule: 'wrong-type',
  severity: 'error',
  message: 'wrong',
  place: { source, line, column: 1 },
})

t.test('a source with thousands of mistakes shows the first ones and how many more there are', async (t) => {
  const limit = new FindingLimit()
  const shown = Array.from({ length: 2000 }, (_, i) => finding('/oem/bad.yaml', i + 1)).filter((one) =>
    limit.admits(one),
  )
  t.equal(shown.length, 20)
  t.equal(shown.at(-1)?.place.line, 20)
  t.ok(limit.admits(finding('/oem/other.yaml', 1)), 'others are not silenced')
  t.match(limit.leftOut, [
    { message: '/oem/bad.yaml has 1980 more findings', place: { source: '/oem/bad.yaml' } },
  ])
})

t.test('a few mistakes are all shown', async (t) => {
  const limit = new FindingLimit()
  for (let line = 1; line <= 20; line++) t.ok(limit.admits(finding('a', line)))
  t.same(limit.leftOut, [])
})
