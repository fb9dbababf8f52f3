import t from 'tap'
import { consoleText, journalEntries } from '../../src/commands/boot-notes.ts'
import { bootStatus } from '../../src/core/report/boot-status.ts'
import { failuresOf } from '../../src/core/report/failures.ts'
import type { StageReport } from '../../src/core/report/stage-report.ts'
import { readUnitStates } from '../../src/system/unit-states.ts'
import { machine } from './machine.ts'
import { run } from './program.ts'

const failing = `stages:
  initramfs:
    - name: Bad
      files: [{path: /etc/x/, content: a, permissions: 0644}]
    - name: Good
      files: [{path: /etc/y, content: a, permissions: 0644}]
`

async function reportOf(root: string, stage: string): Promise<StageReport> {
  return JSON.parse((await run(['run-stage', stage, '--root', root, '--json'])).out)
}

t.test(
  'status tells of all stages in the order in which they ran, with each failure and its place',
  async (t) => {
    const root = machine(t, { 'oem/a.yaml': failing })
    for (const stage of ['rootfs', 'initramfs', 'boot']) await run(['run-stage', stage, '--root', root])
    const { exitCode, out } = await run(['status', '--root', root])
    t.equal(exitCode, 1, out)
    t.same(
      [...out.matchAll(/^(\w+) +(ok|FAILED) /gm)].map(([, stage, state]) => `${stage} ${state}`),
      ['rootfs ok', 'initramfs FAILED', 'boot ok'],
    )
    t.match(out, /at {4}\/oem\/a\.yaml:\d+/)
    t.match(out, /\nfailed\n$/)
  },
)

t.test('without a failure the exit code is 0, also before anything has run', async (t) => {
  const root = machine(t, { 'oem/a.yaml': 'stages:\n  boot:\n    - name: nothing\n' })
  t.match(await run(['status', '--root', root]), { exitCode: 0, out: 'no stage has run since boot\nok\n' })
  await run(['run-stage', 'boot', '--root', root])
  const { exitCode, out } = await run(['status', '--json', '--root', root])
  t.equal(exitCode, 0)
  t.match(JSON.parse(out), { version: 1, state: 'ok', stages: [{ stage: 'boot', state: 'ok' }], running: [] })
})

t.test('a unit that is at work or waits outweighs what failed by then', (t) => {
  const units = readUnitStates(
    'Id=cos-config-fs.service\nLoadState=loaded\nActiveState=failed\n\n' +
      'Id=cos-config-boot.service\nLoadState=loaded\nActiveState=activating\nJob=12\n\n' +
      'Id=cos-config-network.service\nLoadState=loaded\nActiveState=inactive\nJob=13\n\n' +
      'Id=cos-config-reconcile.service\nLoadState=not-found\nActiveState=inactive\n',
  )
  const found = bootStatus([], units)
  t.equal(found.state, 'running')
  t.same(found.running, ['cos-config-boot.service', 'cos-config-network.service'])
  t.same(found.failedUnits, ['cos-config-fs.service'])
  t.equal(bootStatus([], units.slice(0, 1)).state, 'failed')
  t.end()
})

t.test('the journal gets an entry with fields for each step that changed something or failed', async (t) => {
  const root = machine(t, { 'oem/a.yaml': failing, 'oem/b.yaml': 'stages: [\n' })
  const report = await reportOf(root, 'initramfs')
  const entries = journalEntries(report)
  t.match(entries, [
    { COS_OUTCOME: 'failed', COS_FILE: '/oem/b.yaml', PRIORITY: '3' },
    {
      COS_STAGE: 'initramfs',
      COS_STEP: /Bad$/,
      COS_FILE: '/oem/a.yaml',
      COS_LINE: '3',
      COS_OUTCOME: 'failed',
    },
    { COS_STAGE: 'initramfs', COS_STEP: /Good$/, COS_LINE: '5', COS_OUTCOME: 'changed', PRIORITY: '6' },
  ])
  for (const value of entries.flatMap((entry) => Object.values(entry))) t.notMatch(value, /\n/)
  t.equal(failuresOf(report).length, 2)
  const lines = consoleText(report).trimEnd().split('\n')
  t.ok(lines.length <= 6)
  t.match(lines[0], /^cos-config: FAILED initramfs/)
  t.match(lines.at(-1), /1 more failed: cos-config status/)
})
