import { chmodSync, existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { StageReport } from '../../../src/core/report/stage-report.ts'
import { differences, giveShell, isRoot, machine, snapshot } from '../machine.ts'
import { run } from '../program.ts'

/** Something of every key that neither runs programs nor needs the running kernel. */
const everything = `
stages:
  boot.before:
    - name: early
      directories: [{path: /srv/data/deep, permissions: 0750}]
  boot:
    - name: accounts
      users:
        kim: {passwd: plain-password, groups: [adm], ssh_authorized_keys: [ssh-ed25519 AAAA kim]}
        root: {passwd: "$6$salt$hash"}
      ensure_entities:
        - {entity: "kind: group\\ngroup_name: staff\\ngid: 50\\nusers: kim"}
        - {entity: "kind: gshadow\\nname: staff"}
      delete_entities: [{entity: "kind: group\\ngroup_name: adm"}]
      authorized_keys: {root: [ssh-ed25519 AAAA root]}
    - name: files
      dns: {nameservers: [192.0.2.1], path: /etc/resolv.conf}
      files:
        - {path: /etc/new/file, permissions: 0640, owner: 0, group: 4, content: "{{ .Values.os.name }}"}
        - {path: /etc/hosts, permissions: 0644, content: "127.0.0.1 localhost\\n"}
        - {path: /srv/data, permissions: 0644, content: a folder is in the way}
      environment: {A: "1", B: two words}
      environment_file: /etc/deep/er/env
      timesyncd: {NTP: ntp.example.org}
      systemctl:
        overrides: [{service: getty@tty1, content: "[Service]\\n"}]
    - name: builds on what is planned
      if_files: {all: [/etc/new/file], none: [/etc/nothing]}
      files: [{path: /etc/new/second, permissions: 0600, content: x, ownerstring: "kim:staff"}]
    - name: other system
      only_os: other
      files: [{path: /etc/never}]
`

/** What a report says was done, without times. */
function done({ steps }: StageReport) {
  return steps.map(({ durationMs, ...step }) => step)
}

t.test('a dry run finds the very changes that the run then makes, and makes none of them', async (t) => {
  const root = machine(t, { 'oem/a.yaml': everything })
  const before = snapshot(root)
  const planned = JSON.parse((await run(['run-stage', 'boot', '--root', root, '--dry-run', '--json'])).out)
  t.same(differences(before, snapshot(root)), [])

  const applied = JSON.parse((await run(['run-stage', 'boot', '--root', root, '--json'])).out)
  t.match(applied.summary, { changed: 3, unchanged: 0, skipped: 1, failed: 1 }, 'the test is about something')
  t.same(withoutReasons(done(planned)), withoutReasons(done(applied)))
  t.same(planned.summary, applied.summary)
  t.equal(planned.dryRun, true)
  t.ok(differences(before, snapshot(root)).includes('/home/kim/.ssh/authorized_keys'))
})

/** The words of the system for what it refuses are not known before it is asked. */
function withoutReasons(steps: ReturnType<typeof done>): unknown {
  return JSON.parse(
    JSON.stringify(steps, (key, value) => (key === 'reason' && /cannot be/.test(value) ? 'refused' : value)),
  )
}

t.test('commands are shown and not run, and an "if" is told as what the plan rests on', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': `stages:
  boot:
    - name: asks
      if: "touch /etc/asked; [ -e /run/cos/recovery_mode ]"
      commands: ["touch /etc/run {{ .Values.os.name }}"]
      files: [{path: /etc/conditional, permissions: 0644}]
    - name: asks twice
      if: echo x | passwd --stdin root
      only_os: other
`,
  })
  giveShell(root)
  const before = snapshot(root)
  const words = ['run-stage', 'boot', '--root', root, '--dry-run']
  const { out, exitCode } = await run(words)
  t.equal(exitCode, 0)
  t.match(
    out,
    'would change /oem/a.yaml:3:7 asks, if `touch /etc/asked; [ -e /run/cos/recovery_mode ]` holds\n' +
      '    files: write /etc/conditional\n' +
      '    commands: run `touch /etc/run Example Edge OS 1.2`\n' +
      'skipped      /oem/a.yaml:7:7 asks twice: only_os "other" does not match "Example Edge OS 1.2"\n' +
      'boot: 1 would change, 0 unchanged, 1 skipped, 0 failed',
  )
  t.same(differences(before, snapshot(root)), [])
  const { steps } = JSON.parse((await run([...words, '--json'])).out) as StageReport
  t.equal(steps[0]?.assuming, '`touch /etc/asked; [ -e /run/cos/recovery_mode ]` holds')
})

t.test('a condition that cannot be asked, because nothing can be run there, skips its step', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': 'stages: {boot: [{if: "true", files: [{path: /etc/conditional, permissions: 0644}]}]}\n',
  })
  const { out, exitCode } = await run(['run-stage', 'boot', '--root', root])
  t.equal(exitCode, 0)
  t.match(out, /skipped .*: if: the command was not run: programs run inside/)
  t.notOk(existsSync(`${root}/etc/conditional`))
})

t.test(
  'a dry run needs no root, also where only root may look',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml':
        'stages: {boot: [{users: {kim: {}, root: {passwd: plain}}, sysctl: {kernel.printk: "4"}}]}\n',
    })
    chmodSync(root, 0o755)
    chmodSync(`${root}/etc/shadow`, 0o600)
    const before = snapshot(root)
    const { out, err, exitCode } = await run(['run-stage', 'boot', '--root', root, '--dry-run'], {
      under: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    })
    t.equal(exitCode, 0, out + err)
    t.match(out, /note: \/etc\/shadow cannot be read without root; the plan takes it for empty\n/)
    t.match(out, /users: write \/etc\/passwd\n/)
    t.same(differences(before, snapshot(root)), [])
  },
)

t.test('a dry run leaves reports and cache of real runs alone', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/x, permissions: 0644}]}]}\n',
  })
  await run(['run-stage', 'boot', '--root', root])
  const report = readFileSync(`${root}/run/cos-config/boot.json`, 'utf8')
  const before = snapshot(root)
  await run(['run-stage', 'boot', '--root', root, '--dry-run'])
  t.equal(readFileSync(`${root}/run/cos-config/boot.json`, 'utf8'), report)
  t.same(differences(before, snapshot(root)), [])
})

t.test(
  'what needs the running system is skipped below a root, in a plan as in a run',
  { todo: 'src/system/planned-machine.ts takes every root for the running system' },
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml': 'stages: {boot: [{hostname: edge, sysctl: {kernel.printk: "4"}, modules: [loop]}]}\n',
    })
    const words = ['run-stage', 'boot', '--root', root, '--json']
    const planned = JSON.parse((await run([...words, '--dry-run'])).out)
    t.same(done(planned), done(JSON.parse((await run(words)).out)))
  },
)
