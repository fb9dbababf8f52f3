import t from 'tap'
import type { DataPath } from '../../src/core/machine.ts'
import { runStep } from '../../src/engine/run-step.ts'
import type { Surroundings } from '../../src/engine/surroundings.ts'
import { MemoryMachine } from '../system/memory-machine.ts'
import { surroundingsOf } from './surroundings.ts'

/** Runs a step that is decoded already, and gives its report and the paths whose places were asked for. */
async function ran(
  step: Readonly<Record<string, unknown>>,
  machine = new MemoryMachine({ files: { '/etc': null } }),
  changes: Partial<Surroundings> = {},
) {
  const asked: DataPath[] = []
  const surroundings = surroundingsOf(machine, changes)
  const ordered = {
    name: 'f.x',
    file: 'f',
    stage: 'boot',
    index: 0,
    place: [4, 7] as const,
    step,
    after: [],
  }
  const report = await runStep(ordered, 'boot', surroundings, surroundings.facts, async () => (at) => {
    asked.push(at)
    return { line: 9 }
  })
  return { report, machine, asked }
}

t.test('the keys of a step are applied in the order of yip, not of the text', async (t) => {
  const { report, machine } = await ran({
    environment: { A: '1' },
    commands: ['run'],
    files: [{ path: '/etc/file' }],
    directories: [{ path: '/etc/folder' }],
  })
  t.same(
    report.parts.map(({ key }) => key),
    ['directories', 'files', 'commands', 'environment'],
  )
  t.same(machine.commands, ['run'])
  t.match(report, { stage: 'boot', name: 'f.x', file: 'f', line: 4, column: 7, outcome: 'changed' })
})

t.test('a key that fails stops neither the next one nor the rest of its own', async (t) => {
  const { report, machine } = await ran(
    {
      files: [{ path: '/etc/passwd/x' }, { path: '/etc/good' }],
      commands: ['a', 'b'],
    },
    new MemoryMachine({
      files: { '/etc/passwd': '' },
      reply: (line) => (line === 'a' ? { exit: 1 } : undefined),
    }),
  )
  t.equal(report.outcome, 'failed')
  t.same(machine.commands, ['a', 'b'])
  t.ok(machine.now.stat('/etc/good'))
})

t.test('a condition that does not hold skips the step, with its reason', async (t) => {
  const { report, machine } = await ran({ only_os: 'Other', if: 'true', commands: ['never'] })
  t.match(report, { outcome: 'skipped', reason: 'only_os "Other" does not match "Edge OS"', parts: [] })
  t.same(machine.commands, ['true'], '"if" comes before only_os')
})

t.test('what a condition complains about is placed in the step', async (t) => {
  const { report, asked } = await ran({ node: '[(', commands: ['never'] })
  t.match(report, {
    outcome: 'skipped',
    parts: [{ key: 'conditions', problems: [{ severity: 'warning', line: 9 }] }],
  })
  t.same(asked, [['node']])
})

t.test('a condition whose template fails skips the step, and fails it when it is to be strict', async (t) => {
  const step = { if: '{{ nope }}', commands: ['never'] }
  t.match((await ran(step)).machine.commands, ['{{ nope }}', 'never'], 'as it is, like yip')
  const strict = await ran(step, new MemoryMachine(), { templateErrors: 'error' })
  t.match(strict.report, { outcome: 'failed', reason: 'if: its template fails' })
  t.same(strict.machine.commands, [])
})

t.test('a template that fails is used as it is with a warning, or left out with an error', async (t) => {
  const step = { commands: ['{{ nope }}', 'b'] }
  const lenient = await ran(step)
  t.same(lenient.machine.commands, ['{{ nope }}', 'b'])
  t.match(lenient.report, {
    outcome: 'changed',
    parts: [{ problems: [{ severity: 'warning', line: 9, help: String }] }],
  })
  const strict = await ran(step, new MemoryMachine(), { templateErrors: 'error' })
  t.same(strict.machine.commands, ['b'])
  t.match(strict.report, {
    outcome: 'failed',
    parts: [{ problems: [{ severity: 'error', message: /line 1, column 4.*nope/ }] }],
  })
})

t.test('a value that is not known is written as yip writes it, and told', async (t) => {
  const { report, machine } = await ran({ commands: ['echo {{ .Values.nope }}', 'echo "<no value>"'] })
  t.same(machine.commands, ['echo <no value>', 'echo "<no value>"'])
  t.match(report.parts[0]?.problems, [{ severity: 'warning', message: /<no value>/, line: 9, help: String }])
  t.equal(report.parts[0]?.problems.length, 1, 'who writes it means it')
  t.equal(report.outcome, 'changed')
})

t.test('places are asked for only when there is something to place', async (t) => {
  t.same((await ran({ commands: ['good'], files: [{ path: '/etc/x' }] })).asked, [])
})

t.test('a step of which nothing can be done is skipped, with the reason', async (t) => {
  const machine = new MemoryMachine()
  machine.apply = async () => ({ ok: true, changed: false, skipped: 'not here' })
  t.match((await ran({ sysctl: { a: '1' } }, machine)).report, {
    outcome: 'skipped',
    reason: 'not here',
  })
})

t.test('a step without anything to do is unchanged', async (t) => {
  t.match((await ran({ name: 'x', after: [] })).report, { outcome: 'unchanged', parts: [] })
})
