import t from 'tap'
import { loadConfig } from '../../src/core/config/load.ts'
import { stepShape } from '../../src/steps/index.ts'
import { checkRows, checkStep } from './recorded.ts'

t.test('every recorded if_files step runs or is skipped as in yip', async (t) =>
  checkRows(t, 'ifFiles', 'if_files', 16),
)

t.test('reasons name the path', async (t) => {
  const files = { '/a': '' }
  const cases: readonly (readonly [lists: Record<string, string[]>, reason: string | undefined])[] = [
    [{ all: ['/a', '/x'] }, 'if_files: /x does not exist'],
    [{ any: ['/x', '/y'] }, 'if_files: there is none of /x, /y'],
    [{ none: ['/x', '/a'] }, 'if_files: /a exists'],
    [{ all: [], any: [], none: [] }, undefined],
    [{ all: [], none: ['/a'] }, 'if_files: /a exists'],
    [{ all: [''] }, 'if_files: an empty path does not exist'],
    [{ constructor: [] }, 'if_files knows no "constructor"'],
  ]
  for (const [if_files, reason] of cases) {
    t.equal((await checkStep({ if_files }, files)).reason, reason, JSON.stringify(if_files))
  }
})

t.test('a relative path starts at the work folder', async (t) => {
  t.equal((await checkStep({ if_files: { all: ['f'] } }, { '/work/f': '' }, '/work')).reason, undefined)
})

t.test('a kind of list that is not known is warned of', async (t) => {
  t.match((await checkStep({ if_files: { Any: [] } }, {})).problems, [
    { severity: 'warning', help: /all, any or none/, at: ['if_files', 'Any'] },
  ])
})

t.test('lists that a merge key brings win over those beside it, as in yip', async (t) => {
  const text = 'x: &x {any: [/a]}\nstages: {boot: [{if_files: {<<: *x, any: [/b], none: [/c]}}]}'
  const { config, diagnostics } = loadConfig(text, { source: 'merged.yaml', step: stepShape })
  t.same(diagnostics, [])
  t.same(config?.stages.boot, [{ if_files: { any: ['/a'], none: ['/c'] } }])
})
