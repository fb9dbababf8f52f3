import { chmodSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { differences, giveShell, isRoot, machine, reportOf, snapshot } from '../machine.ts'
import { run } from '../program.ts'

/** Every key that works on files, in the ways that could be tempted to write again. */
const configuration = `
name: Twice
stages:
  boot.before:
    - name: directories
      directories:
        - {path: /srv/a/b, permissions: 0750, owner: 1000, group: 1000}
        - {path: /srv/a, permissions: 0700}
  boot:
    - name: users
      users:
        kim: {passwd: plain-password, groups: [adm], gecos: Kim, ssh_authorized_keys: [ssh-ed25519 AAAA kim]}
        lee: {lock_passwd: true, no_create_home: true, uid: "4000", primary_group: adm}
        root: {passwd: another-password}
    - name: keys
      authorized_keys: {kim: [ssh-ed25519 BBBB kim, ssh-ed25519 AAAA kim]}
    - name: entities
      ensure_entities:
        - {entity: "kind: group\\ngroup_name: staff\\ngid: -1\\nusers: kim,lee"}
        - {entity: "kind: user\\nusername: svc\\nuid: -1\\ngroup: staff\\nhomedir: /\\nshell: /bin/false"}
        - {entity: "kind: shadow\\nusername: svc\\npassword: plain\\nlast_changed: now"}
        - {entity: "kind: gshadow\\nname: staff\\nmembers: kim"}
      delete_entities: [{entity: "kind: group\\ngroup_name: nobody-here"}]
    - name: files
      files:
        - {path: /etc/a/b/c, permissions: 0640, owner: 0, group: 4, content: "{{ .Values.os.name }}\\n"}
        - {path: /etc/b64, permissions: 0644, encoding: b64, content: aGVsbG8=}
        - {path: /etc/gz, permissions: 0644, encoding: gz+b64, content: H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA==}
        - {path: /etc/owned, permissions: 0600, ownerstring: "kim:staff"}
        - {path: /etc/none}
      dns: {nameservers: [192.0.2.1, 192.0.2.2], search: [example.org], options: [ndots:2], path: /etc/resolv.conf}
    - name: host
      hostname: edge-{{ trunc 4 .MachineID }}
    - name: environment
      environment: {B: two words, A: "1", QUOTED: 'a "b" $c'}
      environment_file: /etc/env/file
    - name: services
      timesyncd: {NTP: ntp.example.org, FallbackNTP: "a b"}
      systemctl: {overrides: [{service: getty@tty1, name: autologin, content: "[Service]\\nExecStart=\\n"}]}
`

t.test(
  'a second run finds everything as it should be',
  { skip: !isRoot && 'owners are only set by root' },
  async (t) => {
    const root = machine(t, { 'oem/a.yaml': configuration })
    const first = await run(['run-stage', 'boot', '--root', root])
    t.equal(first.exitCode, 0, first.out)
    for (const step of reportOf(root, 'boot').steps) t.equal(step.outcome, 'changed', step.name)

    const before = snapshot(root)
    const { exitCode } = await run(['run-stage', 'boot', '--root', root])
    t.equal(exitCode, 0)
    for (const step of reportOf(root, 'boot').steps) {
      const changed = step.parts
        .flatMap(({ changes }) => changes)
        .filter(({ outcome }) => outcome === 'changed')
      t.same(changed, [], step.name)
    }
    const own = (path: string) => path.startsWith('/run/cos-config')
    t.same(
      differences(before, snapshot(root)).filter((path) => !own(path)),
      [],
    )
  },
)

t.test(
  'commands are run again, and only they count as changes',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml':
        'stages: {boot: [{commands: ["echo x >> /etc/log"], files: [{path: /etc/x, permissions: 0644}]}]}\n',
    })
    giveShell(root)
    await run(['run-stage', 'boot', '--root', root])
    await run(['run-stage', 'boot', '--root', root])
    t.match(reportOf(root, 'boot').steps, [
      {
        outcome: 'changed',
        parts: [
          { key: 'files', outcome: 'unchanged', changes: [] },
          { key: 'commands', outcome: 'changed' },
        ],
      },
    ])
    t.match(snapshot(root).get('/etc/log'), /x\nx\n$/)
  },
)

t.test(
  'what was changed in between is put right, and nothing else',
  { skip: !isRoot && 'needs root' },
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml': `stages:
  boot:
    - files:
        - {path: /etc/content, permissions: 0644, content: right}
        - {path: /etc/mode, permissions: 0600, content: right}
        - {path: /etc/left, permissions: 0644, content: right}
`,
    })
    await run(['run-stage', 'boot', '--root', root])
    writeFileSync(`${root}/etc/content`, 'wrong')
    chmodSync(`${root}/etc/mode`, 0o644)
    await run(['run-stage', 'boot', '--root', root])
    const [part] = reportOf(root, 'boot').steps[0]?.parts ?? []
    t.match(
      part?.changes.map(({ what }) => what),
      ['write /etc/content', /\/etc\/mode$/],
    )
    t.equal(part?.changes.length, 2)
  },
)
