import t from 'tap'
import type { PartReport, StepReport } from '../../../src/core/report/stage-report.ts'
import { isShown, logLevels, TextPrinter } from '../../../src/core/report/text.ts'

const plain = new TextPrinter({ colours: false })
const planned = new TextPrinter({ colours: false, dryRun: true })
const coloured = new TextPrinter({ colours: true })

function step(changes: Partial<StepReport> = {}): StepReport {
  return {
    stage: 'boot',
    name: '/oem/a.yaml.x',
    file: '/oem/a.yaml',
    line: 3,
    column: 7,
    outcome: 'changed',
    durationMs: 1,
    parts: [],
    ...changes,
  }
}

function part(changes: Partial<PartReport> = {}): PartReport {
  return { key: 'files', outcome: 'changed', changes: [], problems: [], ...changes }
}

t.test('a level shows itself and what is worse', async (t) => {
  t.same(
    logLevels.filter((level) => isShown(level, 'info')),
    ['error', 'warning', 'info'],
  )
})

t.test('a finding is two lines: what and where, and what to do', async (t) => {
  const finding = {
    rule: 'r',
    severity: 'error',
    message: '`x` is wrong',
    place: { source: 'a', line: 1, column: 2 },
  } as const
  t.equal(plain.diagnostic(finding), 'error: a:1:2: `x` is wrong [r]\n')
  t.equal(
    plain.diagnostic({ ...finding, severity: 'warning', help: 'Do y' }),
    'warning: a:1:2: `x` is wrong [r]\n  help: Do y\n',
  )
  t.equal(coloured.diagnostic(finding), '\x1b[1;31merror\x1b[0m: a:1:2: `x` is wrong [r]\n')
})

t.test('a step is one line with its outcome, and one for each change', async (t) => {
  const changed = step({ parts: [part({ changes: [{ what: 'write /a', outcome: 'changed' }] })] })
  t.equal(plain.step(changed, 'info'), 'changed   /oem/a.yaml:3:7 x\n    files: write /a\n')
  t.equal(planned.step(changed, 'info'), 'would change /oem/a.yaml:3:7 x\n    files: write /a\n')
  t.equal(plain.step(changed, 'warning'), '')
  t.equal(plain.step(step({ outcome: 'unchanged' }), 'info'), '')
  t.equal(plain.step(step({ outcome: 'unchanged' }), 'debug'), 'unchanged /oem/a.yaml:3:7 x\n')
  t.equal(
    plain.step(step({ outcome: 'skipped', reason: 'why' }), 'info'),
    'skipped   /oem/a.yaml:3:7 x: why\n',
  )
  t.equal(plain.step(step({ name: 'Named.x' }), 'info'), 'changed   /oem/a.yaml:3:7 Named.x\n')
  t.equal(plain.step(step({ name: '/oem/a.yaml.0' }), 'info'), 'changed   /oem/a.yaml:3:7 step 0\n')
  t.equal(
    planned.step(step({ assuming: '`c` holds' }), 'info'),
    'would change /oem/a.yaml:3:7 x, if `c` holds\n',
  )
})

t.test('a change that was skipped says why, once', async (t) => {
  const skipped = (reason: string) =>
    part({ outcome: 'skipped', changes: [{ what: 'run `c`', outcome: 'skipped', reason }] })
  t.equal(
    plain.step(step({ parts: [skipped('why')] }), 'info'),
    'changed   /oem/a.yaml:3:7 x\n    files: run `c` (skipped: why)\n',
  )
  t.equal(
    plain.step(step({ outcome: 'skipped', reason: 'why', parts: [skipped('why')] }), 'info'),
    'skipped   /oem/a.yaml:3:7 x: why\n    files: run `c` (skipped)\n',
  )
})

t.test('a failure says step, place, what, last words and help, in at most five lines', async (t) => {
  const failed = step({
    outcome: 'failed',
    parts: [
      part({
        outcome: 'failed',
        changes: [
          { what: 'write /a', outcome: 'changed' },
          {
            what: 'run `c`',
            outcome: 'failed',
            reason: 'it failed',
            stderr: 'one\ntwo\n\n',
            line: 9,
            column: 1,
          },
        ],
        problems: [{ severity: 'error', message: 'bad\nand more', help: 'do y\nand z', line: 5, column: 2 }],
      }),
    ],
  })
  const blocks =
    'FAILED    boot: /oem/a.yaml.x\n  at    /oem/a.yaml:5:2\n  what  bad …\n  help  do y …\n' +
    'FAILED    boot: /oem/a.yaml.x\n  at    /oem/a.yaml:9:1\n  what  run `c`: it failed\n  error two\n'
  t.equal(plain.step(failed, 'error'), blocks, 'in the order of the file')
  t.equal(plain.step(failed, 'info'), `changed   /oem/a.yaml:3:7 x (in part)\n    files: write /a\n${blocks}`)
})

t.test('a failure without place stands where its step does, one without a part has its reason', async (t) => {
  const failed = step({
    outcome: 'failed',
    parts: [part({ outcome: 'failed', problems: [{ severity: 'error', message: 'bad' }] })],
  })
  t.equal(
    plain.step(failed, 'error'),
    'FAILED    boot: /oem/a.yaml.x\n  at    /oem/a.yaml:3:7\n  what  bad\n',
  )
  t.equal(
    plain.step(step({ outcome: 'failed', reason: 'SIGTERM ended the run' }), 'error'),
    'FAILED    boot: /oem/a.yaml.x\n  at    /oem/a.yaml:3:7\n  what  SIGTERM ended the run\n',
  )
})

t.test('a warning of a step is a finding under the name of its key', async (t) => {
  const warned = step({
    parts: [part({ problems: [{ severity: 'warning', message: 'odd', help: 'h', line: 4, column: 1 }] })],
  })
  t.equal(plain.step(warned, 'warning'), 'warning: /oem/a.yaml:4:1: odd [files]\n  help: h\n')
  t.equal(plain.step(warned, 'error'), '')
})

t.test('the last line counts the steps', async (t) => {
  const summary = { changed: 1, unchanged: 2, skipped: 0, failed: 3 }
  t.equal(
    plain.summary({ stage: 'boot', summary, sources: [], durationMs: 1.234 }),
    'boot: 1 changed, 2 unchanged, 0 skipped, 3 failed (1.2 ms)\n',
  )
  t.equal(
    planned.summary({ stage: 'boot', summary, sources: [], durationMs: 1234.5 }),
    'boot: 1 would change, 2 unchanged, 0 skipped, 3 failed (1235 ms)\n',
  )
  const sources = ['a', 'b', 'c'].map(
    (source, i) => ({ source, outcome: i === 0 ? 'read' : 'failed' }) as const,
  )
  t.equal(
    plain.summary({ stage: 'boot', summary, sources, durationMs: 1 }),
    'boot: 1 changed, 2 unchanged, 0 skipped, 3 failed, 2 sources left out (1.0 ms)\n',
  )
  t.match(
    coloured.summary({ stage: 'boot', summary, sources: [], durationMs: 1 }),
    '\x1b[1;31m3 failed\x1b[0m',
  )
})

t.test('a line end in the name of a file does not tear its line apart', async (t) => {
  const written = step({ parts: [part({ changes: [{ what: 'write /a\nb', outcome: 'changed' }] })] })
  t.equal(plain.step(written, 'info'), 'changed   /oem/a.yaml:3:7 x\n    files: write /a\\nb\n')
})

t.test('what others wrote cannot move the cursor', async (t) => {
  const nasty = 'a\x1b[2J\x07\r\tb\x9b1m'
  const text = [
    plain.step(step({ name: nasty, outcome: 'skipped', reason: nasty }), 'info'),
    plain.diagnostic({ rule: 'r', severity: 'error', message: nasty, help: nasty, place: { source: nasty } }),
    plain.step(
      step({
        outcome: 'failed',
        stage: nasty,
        parts: [
          part({
            outcome: 'failed',
            changes: [{ what: nasty, outcome: 'failed', reason: nasty, stderr: nasty }],
          }),
        ],
      }),
      'trace',
    ),
    plain.summary({
      stage: nasty,
      summary: { changed: 0, unchanged: 0, skipped: 0, failed: 0 },
      sources: [],
      durationMs: 1,
    }),
  ].join('')
  t.notMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
  t.match(text, 'a\\x1b[2J\\x07\\x0d b\\x9b1m')
})
