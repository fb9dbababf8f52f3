import t from 'tap'
import { type Change, type ChangeOutcome, MachineError } from '../../src/core/machine.ts'
import { drive } from '../../src/engine/drive.ts'
import { PartLog } from '../../src/engine/part-log.ts'
import { MemoryMachine, type MemoryOptions } from '../system/memory-machine.ts'

/** Drives changes one after the other, and gives their outcomes and what was noted. */
async function driven(changes: readonly Change[], options: MemoryOptions = {}) {
  const machine = new MemoryMachine({ files: { '/etc': null }, ...options })
  const log = new PartLog('part')
  const outcomes: ChangeOutcome[] = []
  async function* plan(): AsyncGenerator<Change, string, ChangeOutcome> {
    for (const change of changes) outcomes.push(yield change)
    return 'done'
  }
  const result = await drive(plan(), machine, log)
  return { machine, outcomes, result, report: log.report(() => ({ line: 3, column: 5 })) }
}

const write = (path: string): Change => ({ kind: 'write-file', path, content: 'x', mode: 0o644, at: [0] })

t.test('each change is applied, its outcome handed back, and the result of the plan given', async (t) => {
  const { machine, outcomes, result, report } = await driven([write('/etc/a'), write('/nowhere/b')])
  t.equal(result, 'done')
  t.equal(machine.now.text('/etc/a'), 'x')
  t.match(outcomes, [
    { ok: true, changed: true },
    { ok: false, error: { code: 'ENOENT' } },
  ])
  t.match(report, {
    key: 'part',
    outcome: 'failed',
    changes: [
      { what: 'write /etc/a', outcome: 'changed' },
      { what: 'write /nowhere/b', outcome: 'failed', reason: String, line: 3, column: 5 },
    ],
  })
  t.notOk('line' in (report.changes[0] ?? {}), 'only what failed is looked up')
})

t.test('what was right already, a lock and a question leave no trace', async (t) => {
  const { report } = await driven([
    write('/etc/a'),
    write('/etc/a'),
    { kind: 'hold-lock', path: '/etc/passwd' },
    { kind: 'run', command: { shell: 'true' }, question: true },
  ])
  t.equal(report.changes.length, 1)
  const failing = await driven([{ kind: 'run', command: { shell: 'false' }, question: true }], {
    reply: () => ({ exit: 1 }),
  })
  t.match(failing.report, { outcome: 'unchanged', changes: [] })
})

t.test('a problem is noted and not applied; only an error fails the part', async (t) => {
  const problem = (severity: 'error' | 'warning'): Change => ({
    kind: 'problem',
    severity,
    message: 'm',
    help: 'h',
    at: ['x'],
  })
  const warned = await driven([problem('warning')])
  t.same(warned.report, {
    key: 'part',
    outcome: 'unchanged',
    changes: [],
    problems: [{ severity: 'warning', message: 'm', help: 'h', line: 3, column: 5 }],
  })
  t.same(warned.machine.asked, [])
  t.same(warned.outcomes, [{ ok: true, changed: false }])
  t.equal((await driven([problem('error')])).report.outcome, 'failed')
})

t.test('the failure of a dispensable change is a warning', async (t) => {
  const { report, outcomes } = await driven([{ ...write('/nowhere/b'), dispensable: true }])
  t.match(outcomes, [{ ok: false }])
  t.match(report, {
    outcome: 'unchanged',
    changes: [],
    problems: [{ severity: 'warning', message: /^write \/nowhere\/b: / }],
  })
})

t.test('of a program exit code and last words are kept', async (t) => {
  const run = (shell: string): Change => ({ kind: 'run', command: { shell } })
  const { report } = await driven([run('good'), run('bad'), run('killed')], {
    reply: (line) =>
      ({
        bad: { exit: 3, stderr: 'why\n' },
        killed: { exit: undefined, signal: 'SIGKILL' },
      })[line],
  })
  t.match(report.changes, [
    { outcome: 'changed', exit: 0 },
    { outcome: 'failed', exit: 3, stderr: 'why\n' },
    { outcome: 'failed', reason: String },
  ])
  t.notOk('stderr' in (report.changes[0] ?? {}))
  t.notOk('exit' in (report.changes[2] ?? {}))
})

t.test('a plan that throws fails its part, and locks are given back', async (t) => {
  for (const [error, message] of [
    [new MachineError('/etc/x cannot be read', 'EIO'), /^\/etc\/x cannot be read$/],
    [new TypeError('a defect'), /^TypeError: a defect\n +at /],
    ['text', /^text$/],
  ] as const) {
    const machine = new MemoryMachine()
    const log = new PartLog('part')
    async function* plan(): AsyncGenerator<Change, string, ChangeOutcome> {
      yield { kind: 'hold-lock', path: '/etc/passwd' }
      t.same(machine.locksHeld, ['/etc/passwd'])
      throw error
    }
    t.equal(await drive(plan(), machine, log), undefined)
    t.same(machine.locksHeld, [])
    t.match(
      log.report(() => ({})),
      { outcome: 'failed', problems: [{ severity: 'error', message }] },
    )
  }
})
