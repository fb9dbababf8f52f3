import t from 'tap'
import type { Diagnostic } from '../../src/core/report/diagnostic.ts'
import type { StepReport } from '../../src/core/report/stage-report.ts'
import { DecodeCache } from '../../src/engine/decode-cache.ts'
import { type RunSource, runStages, type StageRun } from '../../src/engine/run-stages.ts'
import type { Surroundings } from '../../src/engine/surroundings.ts'
import { MemoryMachine, type MemoryOptions } from '../system/memory-machine.ts'
import { surroundingsOf } from './surroundings.ts'

function source(name: string, text: string | (() => string)): RunSource {
  return {
    dotNotation: false,
    read: async () => ({
      label: name,
      files: [{ file: name, bytes: Buffer.from(typeof text === 'string' ? text : text()) }],
      diagnostics: [],
    }),
  }
}

/** Runs stages over sources on a machine in memory. */
async function run(
  sources: readonly RunSource[],
  {
    machine = new MemoryMachine({ files: { '/etc': null } }),
    surroundings = {},
    ...rest
  }: Partial<Omit<StageRun, 'surroundings'>> & {
    readonly machine?: MemoryMachine
    readonly surroundings?: Partial<Surroundings>
  } = {},
) {
  const told: string[] = []
  const result = await runStages({
    name: 'boot',
    stages: ['boot'],
    sources,
    surroundings: async () => {
      told.push('surroundings')
      return surroundingsOf(machine, surroundings)
    },
    cache: undefined,
    dryRun: false,
    strict: false,
    onStep: (step: StepReport) => told.push(step.name),
    onDiagnostic: (diagnostic: Diagnostic) => told.push(diagnostic.rule),
    ...rest,
  })
  return { ...result, machine, told }
}

const named = (...names: readonly string[]) =>
  `stages: {boot: [${names.map((name) => `{name: ${name}, commands: [${name}]}`).join(', ')}]}\n`

t.test(
  'steps run one after the other, stage by stage, source by source, and are told of as they end',
  async (t) => {
    const both = (name: string) =>
      `stages: {one: [{commands: [${name}-one]}], two: [{commands: [${name}-two]}]}\n`
    const { machine, told } = await run([source('a', both('a')), source('b', both('b'))], {
      stages: ['one', 'two'],
    })
    t.same(machine.commands, ['a-one', 'b-one', 'a-two', 'b-two'])
    t.same(told, ['surroundings', 'a.0', 'b.0', 'a.0', 'b.0'])
  },
)

t.test('without a step nothing is asked of the machine', async (t) => {
  const { told, report, stepFailed, brokenConfiguration } = await run([
    source('a', 'stages: {other: [{name: x}]}\n'),
  ])
  t.same(told, [])
  t.same([stepFailed, brokenConfiguration], [false, false])
  t.same(report.steps, [])
})

t.test('sources are read anew for each stage', async (t) => {
  let reads = 0
  await run([source('a', () => `# ${++reads}\n`)], { stages: ['one', 'two', 'three'] })
  t.equal(reads, 3)
})

t.test('a finding is told once, though its file is read at every stage', async (t) => {
  const { told, report, brokenConfiguration } = await run(
    [source('a', 'typo: 1\n'), source('b', 'stages: [')],
    {
      stages: ['one', 'two'],
    },
  )
  t.same(told, ['unknown-key', 'yaml-bracket'])
  t.equal(report.diagnostics.length, 2)
  t.equal(brokenConfiguration, true)
})

t.test('a warning counts as broken configuration only when it is to be strict', async (t) => {
  const sources = [source('a', 'typo: 1\n')]
  t.equal((await run(sources)).brokenConfiguration, false)
  t.equal((await run(sources, { strict: true })).brokenConfiguration, true)
})

t.test('a failing step stops nothing, and the summary counts', async (t) => {
  const options: MemoryOptions = { reply: (line) => (line === 'b' ? { exit: 1 } : undefined) }
  const { machine, report, stepFailed } = await run(
    [source('a', named('a', 'b', 'c')), source('d', 'stages: {boot: [{only_os: x}, {name: n}]}\n')],
    { machine: new MemoryMachine(options) },
  )
  t.same(machine.commands, ['a', 'b', 'c'])
  t.equal(stepFailed, true)
  t.same(report.summary, { changed: 2, unchanged: 1, skipped: 1, failed: 1 })
})

t.test('a broken order leaves out its file, and later sources run', async (t) => {
  const loop = 'stages: {boot: [{name: a, after: [{name: l.b}]}, {name: b, after: [{name: l.a}]}]}\n'
  const { machine, report, brokenConfiguration } = await run([source('l', loop), source('d', named('d'))])
  t.same(machine.commands, ['d'])
  t.match(report.diagnostics, [{ rule: 'after-loop', severity: 'error' }])
  t.equal(brokenConfiguration, true)
})

t.test('what goes wrong is placed in the text', async (t) => {
  const text = 'stages:\n  boot:\n    - name: x\n      commands:\n        - good\n        - bad\n'
  const { report } = await run([source('a', text)], {
    machine: new MemoryMachine({ reply: (line) => (line === 'bad' ? { exit: 2 } : undefined) }),
  })
  t.match(report.steps, [
    {
      line: 3,
      column: 7,
      parts: [{ changes: [{ outcome: 'changed' }, { outcome: 'failed', line: 6, column: 11 }] }],
    },
  ])
})

t.test('a secret of one source is hidden in what a step of a later one says, and in addresses', async (t) => {
  const secret = 'correct-horse'
  const machine = new MemoryMachine({
    files: {
      '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
      '/etc/group': '',
      '/etc/shadow': 'root:*::::::::\n',
    },
    reply: () => ({ exit: 1, stderr: `no ${secret} here\nsee https://u:pass-word@host/x\n` }),
  })
  const { report } = await run(
    [
      source('a', `stages: {boot: [{users: {root: {passwd: ${secret}}}}]}\n`),
      source(
        'b',
        `stages: {boot: [{commands: ["cat ${secret}"]}, {git: {url: "https://u:pass-word@host/x.git", path: /x}}]}\n`,
      ),
    ],
    { machine },
  )
  const text = JSON.stringify(report.steps)
  t.notMatch(text, secret)
  t.notMatch(text, 'pass-word')
  t.match(report.steps[1]?.parts[0]?.changes, [
    { what: 'run `cat ********`', stderr: 'no ******** here\nsee https://host/x\n' },
  ])
  t.match(report.steps[2]?.parts[0]?.changes, [
    { what: 'clone https://host/x.git to /x', reason: /^https:\/\/host\/x.git: there is no network/ },
  ])
})

t.test('a dry run runs no condition, and says what it takes for granted', async (t) => {
  const { PlannedMachine } = await import('../../src/system/planned-machine.ts')
  const real = new MemoryMachine({ files: { '/etc': null } })
  const planned = new PlannedMachine(real.now, { umask: 0o022 })
  const { report } = await run(
    [source('a', 'stages: {boot: [{if: ask, files: [{path: /etc/x}]}, {if: echo passwd x}]}\n')],
    { surroundings: { machine: planned, dryRun: true }, dryRun: true },
  )
  t.same(real.asked, [])
  t.match(report.steps, [
    { outcome: 'changed', assuming: '`ask` holds' },
    { outcome: 'unchanged', assuming: '`echo …` (the rest is not shown: it may hold a secret) holds' },
  ])
})

t.test('the cache is saved at the end, whatever failed', async (t) => {
  let saved = 0
  const store = {
    read: () => undefined,
    write: () => {
      saved++
    },
  }
  await run([source('a', named('a')), source('b', 'stages: [')], { cache: new DecodeCache(store) })
  t.equal(saved, 1)
})

t.test('the report is plain data', async (t) => {
  const { report } = await run([source('a', named('a'))])
  t.same(JSON.parse(JSON.stringify(report)), report)
  t.match(report, {
    version: 1,
    engine: /^cos-config /,
    stage: 'boot',
    dryRun: false,
    started: /^\d{4}-.*Z$/,
  })
})
