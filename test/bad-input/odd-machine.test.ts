import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import t from 'tap'
import { machine } from '../commands/machine.ts'
import { boot, isForPeople } from './broken-layer.ts'

/** A step of nearly every key, and one behind it that has nothing to do with what is odd. */
const yaml = `stages:
  boot:
    - name: all
      only_os: "|.*"
      hostname: "edge-{{ .Random }}"
      files:
        - {path: /etc/new, permissions: 0644, content: "{{ .Values.node.timezone }} {{ .Values.ProtectedID }}"}
        - {path: /etc/deep/er/new, permissions: 0644, content: x, ownerstring: "root:root"}
      directories: [{path: /etc/folder, permissions: 0755}]
      dns: {nameservers: [192.0.2.1]}
      environment: {A: b}
      timesyncd: {NTP: 192.0.2.2}
      authorized_keys: {root: [ssh-ed25519 AAAA]}
      users: {op: {passwd: "x", groups: [adm]}, root: {passwd: "y"}}
      ensure_entities: [{path: "", entity: "{kind: group, group_name: g, gid: -1, users: e}"}]
      delete_entities: [{path: "", entity: "{kind: group, group_name: nobody}"}]
      systemctl: {overrides: [{service: two, content: x}]}
    - name: last
      files: [{path: /last, permissions: 0644, content: last}]
`

const places = [
  'etc/passwd',
  'etc/shadow',
  'etc/hosts',
  'etc/os-release',
  'etc/resolv.conf',
  'etc/environment',
  'etc/systemd/timesyncd.conf.d/10-yip.conf',
  'root',
  'root/.ssh/authorized_keys',
  'proc/cmdline',
]

/** What may lie in a place where the engine looks for a file or a folder. */
const oddities: Readonly<Record<string, (path: string) => void>> = {
  'a folder': (path) => mkdirSync(`${path}/inner`, { recursive: true }),
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a link to a device that never ends': (path) => symlinkSync('/dev/zero', path),
  'a link to itself': (path) => symlinkSync(path.slice(path.lastIndexOf('/') + 1), path),
  'bytes of any kind': (path) =>
    writeFileSync(path, Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256))),
}

for (const [what, make] of Object.entries(oddities)) {
  t.test(`${what} in any place of a machine neither hangs nor ends a run`, async (t) => {
    for (const place of places) {
      const root = machine(t, { 'oem/a.yaml': yaml })
      const path = `${root}/${place}`
      rmSync(path, { recursive: true, force: true })
      mkdirSync(dirname(path), { recursive: true })
      make(path)
      const from = performance.now()
      const { exitCode, all } = await boot(root)
      t.ok([0, 1, 65].includes(exitCode), `/${place}: exit ${exitCode}`)
      t.ok(performance.now() - from < 10_000, 'in a short time')
      t.equal(readFileSync(`${root}/last`, 'utf8'), 'last')
      isForPeople(t, all)
    }
  })
}
