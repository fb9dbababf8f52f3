import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t, { type Test } from 'tap'
import { temporaryFolder } from '../../system/temporary-folder.ts'
import { giveShell, isRoot, machine, reportOf, write } from '../machine.ts'
import { run } from '../program.ts'

const schema = JSON.parse(
  readFileSync(new URL('../../../schema/report.schema.json', import.meta.url), 'utf8'),
)
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema)

function matchesSchema(t: Test, report: unknown, of: string): void {
  t.ok(validate(report), `${of}: ${JSON.stringify(validate.errors)}`)
}

/** Changes, failures, skips, problems, findings, broken files, broken sources: all that a report can hold. */
const all = {
  'oem/10.yaml': `name: F
typo: here
stages:
  boot.before:
    - name: first
      files: [{path: /etc/first, permissions: 0644}]
  boot:
    - name: rests
    - name: changes and fails
      files:
        - {path: /etc/good, permissions: 0644}
        - {path: /etc/passwd/bad, permissions: 0644}
      commands:
        - echo out; echo one >&2; echo two >&2; exit 7
        - kill -9 $$
        - echo {{ nope }}
    - name: skips
      only_os: other
    - name: asks
      if: exit 3
    - name: later
      sysctl: {kernel.printk: "4"}
    - name: not there
      packages: {install: [vim]}
    - after: [{name: F.nobody}]
      name: lost
  network:
    - name: of another stage
`,
  'oem/20.yaml': 'stages:\n  boot:\n    - files: {}\n',
  'oem/30.yaml': 'stages:\n  boot.after:\n    - name: last\n      commands: [":"]\n',
  'proc/cmdline': 'cos.setup=/nowhere stages.boot[0].name=line\n',
}

t.test('the report lies below the root, for its owner alone, and is what --json prints', async (t) => {
  const root = machine(t, { 'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/x}]}]}\n' })
  const { out } = await run(['run-stage', 'boot', '--root', root, '--json'])
  t.equal(statSync(`${root}/run/cos-config/boot.json`).mode & 0o7777, 0o600)
  t.same(reportOf(root, 'boot'), JSON.parse(out))
  await run(['run-stage', 'network', '--root', root])
  t.equal(reportOf(root, 'boot').stage, 'boot', 'each stage has its own')
  t.match(reportOf(root, 'network'), { stage: 'network', steps: [] })
})

t.test('every report has the shape that is promised', async (t) => {
  const withCommands = machine(t, all)
  if (isRoot) giveShell(withCommands)
  const runs: readonly (readonly [string, string, readonly string[]])[] = [
    ['a run of all kinds', withCommands, []],
    ['a plan of it', withCommands, ['--dry-run']],
    ['a strict run', withCommands, ['--strict']],
    ['nothing at all', machine(t), []],
    ['a missing layer', machine(t), ['--config-dir', '/nowhere']],
  ]
  for (const [name, root, words] of runs) {
    const { out } = await run(['run-stage', 'boot', '--root', root, '--json', ...words])
    matchesSchema(t, JSON.parse(out), name)
    if (!words.includes('--dry-run')) matchesSchema(t, reportOf(root, 'boot'), `${name}, written`)
  }
})

t.test('a report says of each step where it stands, how it ended, why, and how long it took', async (t) => {
  const root = machine(t, {
    ...all,
    'oem/10.yaml': all['oem/10.yaml'].replace(/ {4}- after:[^\n]*\n[^\n]*\n/, ''),
  })
  if (isRoot) giveShell(root)
  const { exitCode } = await run(['run-stage', 'boot', '--root', root])
  const report = reportOf(root, 'boot')
  t.equal(exitCode, 65)
  t.equal(report.exitCode, 65)
  const { steps } = report
  t.same(
    steps.map(({ stage, name, file, line, column, outcome }) => [
      stage,
      name,
      `${file}:${line}:${column}`,
      outcome,
    ]),
    [
      ['boot.before', 'F.first', '/oem/10.yaml:5:7', 'changed'],
      ['boot', 'F.rests', '/oem/10.yaml:8:7', 'unchanged'],
      ['boot', 'F.changes and fails', '/oem/10.yaml:9:7', 'failed'],
      ['boot', 'F.skips', '/oem/10.yaml:17:7', 'skipped'],
      ['boot', 'F.asks', '/oem/10.yaml:19:7', 'skipped'],
      ['boot', 'F.later', '/oem/10.yaml:21:7', 'skipped'],
      ['boot', 'F.not there', '/oem/10.yaml:23:7', 'failed'],
      ['boot', '/proc/cmdline.line', '/proc/cmdline:1:20', 'unchanged'],
      ['boot.after', '/oem/30.yaml.last', '/oem/30.yaml:3:7', isRoot ? 'changed' : 'skipped'],
    ],
  )
  const reasons = Object.fromEntries(steps.map(({ name, reason }) => [name, reason]))
  t.match(reasons['F.skips'], 'only_os "other" does not match "Example Edge OS 1.2"')
  t.match(reasons['F.later'], 'it needs the running system, not --root')
  t.match(
    reasons['F.asks'],
    isRoot ? 'if: the command ended with exit code 3' : 'if: the command was not run',
  )
  for (const step of steps) t.ok(step.durationMs >= 0 && step.durationMs <= report.durationMs, step.name)
  t.match(report.sources, [
    { source: '/system/oem', outcome: 'skipped', reason: 'does not exist' },
    { source: '/oem/10.yaml', outcome: 'read' },
    { source: '/oem/20.yaml', outcome: 'failed', reason: String },
    { source: '/oem/30.yaml', outcome: 'read' },
    { source: '/usr/local/cloud-config', outcome: 'skipped' },
    { source: '/nowhere', outcome: 'failed' },
    { source: '/proc/cmdline', outcome: 'read' },
  ])
  const sum = Object.values(report.summary).reduce((total, count) => total + count)
  t.equal(sum, steps.length)
})

t.test(
  'of a command the report keeps exit code and the end of its errors',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml':
        'stages:\n  boot:\n    - commands:\n' +
        '        - "echo one >&2; echo two >&2; exit 7"\n' +
        '        - "i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done; exit 1"\n' +
        '        - "kill -9 $$"\n        - ":"\n',
    })
    giveShell(root)
    await run(['run-stage', 'boot', '--root', root])
    const changes = reportOf(root, 'boot').steps[0]?.parts[0]?.changes ?? []
    t.match(changes, [
      { outcome: 'failed', exit: 7, stderr: 'one\ntwo\n', line: 4, column: 11 },
      { outcome: 'failed', exit: 1, stderr: /^…line \d+\n[\s\S]*line 4999\n$/, line: 5 },
      { outcome: 'failed', reason: 'it was ended by SIGKILL', line: 6 },
      { outcome: 'changed', exit: 0 },
    ])
    t.ok((changes[1]?.stderr?.length ?? 9999) <= 2001)
    t.notOk('exit' in (changes[2] ?? {}))
  },
)

t.test('a report that cannot be written is exit code 73, and nothing else is lost', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/x, permissions: 0644}]}]}\n',
    run: '',
  })
  const { exitCode, all: text } = await run(['run-stage', 'boot', '--root', root])
  t.equal(exitCode, 73)
  t.match(text, /report is lost: \/run\/cos-config\/boot.json/)
  t.ok(statSync(`${root}/etc/x`).isFile())
})

t.test('a stage of any name leaves its report in the folder', async (t) => {
  const root = machine(t)
  for (const [stage, file] of [
    ['a/../../b c', 'a%2f..%2f..%2fb%20c.json'],
    ['..', '%2e..json'],
    ['decoded', '%64ecoded.json'],
  ] as const) {
    t.equal((await run(['run-stage', stage, '--root', root])).exitCode, 0)
    t.equal(JSON.parse(readFileSync(`${root}/run/cos-config/${file}`, 'utf8')).stage, stage)
  }
})

t.test(
  'what somebody else laid in the way of a report is not followed',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const outside = temporaryFolder(t)
    write(outside, { victim: 'untouched' })
    const root = machine(t)
    mkdirSync(`${root}/run/cos-config`, { recursive: true })
    chmodSync(`${root}/run/cos-config`, 0o777)
    symlinkSync(`${outside}/victim`, `${root}/run/cos-config/boot.json`)
    writeFileSync(`${root}/run/cos-config/decoded.json`, '{"version":1}', { mode: 0o666 })
    await run(['run-stage', 'boot', '--root', root])
    t.equal(readFileSync(`${outside}/victim`, 'utf8'), 'untouched')
    t.equal(reportOf(root, 'boot').stage, 'boot')
  },
)
