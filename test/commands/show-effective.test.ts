import t from 'tap'
import { show } from '../../src/commands/show.ts'
import { validate } from '../../src/commands/validate.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { runCommand } from './in-process.ts'
import { write } from './machine.ts'

const layers = {
  'system/oem/10-base.yaml': `name: Base
stages:
  boot:
    - name: last
      after:
        - name: Base.first
      commands: [date]
    - name: first
      after: [{name: init}]
      directories:
        - {path: /srv, permissions: 0755}
`,
  'system/oem/20-more.yaml': `stages:
  boot:
    - commands: [uptime]
    - if: 'true'
      commands: [uptime]
  boot.before:
    - files:
        - {path: /run/a, permissions: 0644}
`,
  'oem/50.yaml': `stages:
  boot:
    - name: site
      sysctl: {vm.swappiness: "10"}
`,
}

function machine(t: Test): string {
  const root = temporaryFolder(t)
  write(root, layers)
  return root
}

type Test = Parameters<typeof temporaryFolder>[0]

const order = `boot.before
  /system/oem
    1. /system/oem/20-more.yaml:7:7  step 0
       files; first of boot.before
boot
  /system/oem
    2. /system/oem/10-base.yaml:8:7  Base.first
       directories; first of boot
    3. /system/oem/10-base.yaml:4:7  Base.last
       commands; after Base.first, as its "after" says
    4. /system/oem/20-more.yaml:3:7  .0
       commands; next in the order of files
    5. /system/oem/20-more.yaml:4:7  .1
       commands [if]; after the step above it
  /oem
    6. /oem/50.yaml:3:7  site
       sysctl; first of /oem, behind the sources before it
`

t.test('the steps of a stage are told in the order in which they run, with place and reason', async (t) => {
  const { exitCode, out, err } = await runCommand(show, ['--effective', 'boot', '--root', machine(t)])
  t.equal(out, order)
  t.equal(err, '')
  t.equal(exitCode, 0)
})

t.test('a part of a stage stands alone', async (t) => {
  const { out } = await runCommand(show, ['--effective', 'boot.before', '--root', machine(t)])
  t.equal(out, order.slice(0, order.indexOf('boot\n')))
})

t.test('json and yaml hold the steps themselves, too', async (t) => {
  const root = machine(t)
  const { out } = await runCommand(show, ['--effective', 'boot', '--root', root, '--format', 'json'])
  const { stage, steps } = JSON.parse(out)
  t.equal(stage, 'boot')
  t.equal(steps.length, 6)
  t.same(steps[5], {
    number: 6,
    stage: 'boot',
    source: '/oem',
    file: '/oem/50.yaml',
    line: 3,
    column: 7,
    name: '/oem/50.yaml.site',
    after: [],
    because: 'first of /oem, behind the sources before it',
    step: { name: 'site', sysctl: { 'vm.swappiness': '10' } },
  })
  const yaml = await runCommand(show, ['--effective', 'boot', '--root', root, '--format', 'yaml'])
  t.match(yaml.out, /^stage: boot\nsteps:\n {4}- after: \[\]\n/)
  t.match(yaml.out, /because: after Base.first, as its "after" says/)
})

t.test('sources may stand in for the layers, and a loop is told with exit code 65', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, {
    'a.yaml':
      'name: n\nstages:\n  boot:\n    - {name: a, after: [{name: n.b}]}\n    - {name: b, after: [{name: n.a}]}\n',
    'b.yaml': 'stages: {boot: [{name: c}]}\n',
  })
  const { exitCode, out, err } = await runCommand(show, ['--effective', 'boot', folder])
  t.equal(exitCode, 65)
  t.match(err, /error: .*a\.yaml:4:8: n\.a can never run/)
  t.equal(out, `boot\n  ${folder}\n    1. ${folder}/b.yaml:1:18  c\n       nothing to do; first of boot\n`)
})

t.test('a stage without steps says so', async (t) => {
  const { exitCode, out } = await runCommand(show, ['--effective', 'network', '--root', machine(t)])
  t.equal(out, 'network: no steps\n')
  t.equal(exitCode, 0)
})

t.test('options that make no sense together are refused', async (t) => {
  const refused: [readonly string[], RegExp][] = [
    [['--root', '/tmp', '/oem'], /--root goes with --effective/],
    [['--effective', 'boot', '--root', '/tmp', '/oem'], /--root does not go with sources/],
    [['--effective', ''], /--effective/],
    [['--effective', 'boot', '-d'], /--dotnotation goes with sources/],
  ]
  for (const [words, message] of refused)
    await t.rejects(async () => runCommand(show, words), { name: 'UsageError', message }, words.join(' '))
})

t.test('validate --explain-order tells the same of every stage, before what is wrong', async (t) => {
  const root = machine(t)
  const { exitCode, out } = await runCommand(validate, ['--explain-order', '--root', root])
  t.equal(exitCode, 0)
  t.ok(out.startsWith(`${order}\n`), out)
  t.match(out, /3 files checked/)
  const network = await runCommand(validate, ['--explain-order', '--stage', 'network', '--root', root])
  t.match(network.out, /^network: no steps\n/)
  await t.rejects(runCommand(validate, ['--explain-order', '--format', 'json']), { name: 'UsageError' })
})
