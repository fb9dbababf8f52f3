import t from 'tap'
import type { DataPath } from '../../src/core/machine.ts'
import { PartLog, worstOutcome } from '../../src/engine/part-log.ts'

t.test('a failure makes it failed, else a change changed, else a skip skipped', async (t) => {
  t.equal(worstOutcome([]), 'unchanged')
  t.equal(worstOutcome(['unchanged', 'skipped']), 'skipped')
  t.equal(worstOutcome(['skipped', 'changed', 'unchanged']), 'changed')
  t.equal(worstOutcome(['changed', 'failed']), 'failed')
})

t.test('a warning changes nothing, an error does', async (t) => {
  const log = new PartLog('files')
  t.equal(log.outcome, 'unchanged')
  log.problem({ severity: 'warning', message: 'w' })
  t.equal(log.outcome, 'unchanged')
  log.change({ what: 'write', outcome: 'changed' })
  t.equal(log.outcome, 'changed')
  log.problem({ severity: 'error', message: 'e' })
  t.equal(log.outcome, 'failed')
})

t.test('places are looked up only for what went wrong, below the key of the part', async (t) => {
  const asked: DataPath[] = []
  const log = new PartLog('files')
  log.change({ what: 'good', outcome: 'changed', at: [0] })
  t.equal(log.needsPlaces, false)
  log.change({ what: 'bad', outcome: 'failed', at: [1, 'path'] })
  log.problem({ severity: 'warning', message: 'w' })
  t.equal(log.needsPlaces, true)
  const report = log.report((at) => {
    asked.push(at)
    return { line: at.length }
  })
  t.same(asked, [['files', 1, 'path'], ['files']])
  t.same(report, {
    key: 'files',
    outcome: 'failed',
    changes: [
      { what: 'good', outcome: 'changed' },
      { what: 'bad', outcome: 'failed', line: 3 },
    ],
    problems: [{ severity: 'warning', message: 'w', line: 1 }],
  })
})

t.test('a part may begin elsewhere than at its key', async (t) => {
  const log = new PartLog('conditions', [])
  log.problem({ severity: 'error', message: 'e', at: ['if'] })
  const asked: DataPath[] = []
  log.report((at) => {
    asked.push(at)
    return {}
  })
  t.same(asked, [['if']])
})
