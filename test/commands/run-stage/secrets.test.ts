import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { giveShell, isRoot, machine } from '../machine.ts'
import { run } from '../program.ts'

/**
 * A secret in every place that can hold one. None is on the console, in a report or in a plan, whatever the level;
 * each is a word of its own, so that a leak names its place.
 */
const secret = (place: string) => `CANARY-${place}`

const configuration = (port: number) => `
name: Secrets
stages:
  boot:
    - name: users
      users:
        ann: {passwd: "${secret('plain')}"}
        bob: {passwd: "$6$${secret('salt')}$${secret('hash')}"}
        root: {passwd: "${secret('existing')}", ssh_authorized_keys: ["http://u:${secret('key-address')}@127.0.0.1:${port}/missing?k=${secret('query')}"]}
    - name: commands
      commands:
        - echo 'root:${secret('chpasswd')}' | chpasswd
        - "chpasswd <<EOF\\nroot:${secret('heredoc')}\\nEOF"
        - usermod -p '${secret('usermod')}' root; echo "${secret('usermod')} is bad" >&2; exit 3
        - PASSWORD=${secret('variable')} nosuchprogram; echo $PASSWORD ${secret('variable')} >&2; exit 1
        - nosuchprogram --token ${secret('token')} >&2
        - mysql --user=root -p${secret('attached')} ; echo "no entry for ${secret('attached')} with passwords" >&2; exit 2
        - 'curl -H "Authorization: Bearer ${secret('header')}" http://127.0.0.1:${port}/'
        - echo cannot reach https://u:${secret('address')}@host/x >&2; exit 1
        - echo the password is ${secret('address-alone')}, https://u:${secret('address-alone')}@host/x >&2; exit 1
        - echo "${secret('plain')} and ${secret('existing')} and ${'x'.repeat(80)} ${secret('plain')}" >&2; exit 9
    - name: downloads
      downloads:
        - {url: "http://u:${secret('download')}@127.0.0.1:${port}/missing?token=${secret('download-query')}", path: /tmp/x, permissions: 0644}
        - {url: "http://u:${secret('refused')}@127.0.0.1:1/x", path: /tmp/y, permissions: 0644}
        - {url: "ftp://u:${secret('scheme')}@127.0.0.1:${port}/x", path: /tmp/z, permissions: 0644}
    - name: git
      git:
        url: https://u:${secret('git-address')}@127.0.0.1/x.git
        path: /srv/x
        auth: {username: u, password: "${secret('git-password')}", private_key: "${secret('git-key')}"}
    - name: entities
      ensure_entities:
        - {path: /etc/shadow, entity: "kind: shadow\\nusername: root\\npassword: ${secret('entity')}\\npasword: ${secret('entity-typo')}"}
        - {path: /nowhere, entity: "kind: shadow\\nusername: root\\npassword: ${secret('entity-missing')}"}
        - {entity: "kind: shadow\\nusername: root\\npassword: [${secret('entity-list')}]"}
        - {entity: "kind: shadow\\nusername: root\\npassword: '${secret('entity-quote')}"}
        - {entity: "kind: shadow\\npassword: ${secret('entity-nameless')}"}
        - {entity: "kind: gshadow\\nname: root\\npassword: ${secret('gshadow')}"}
      delete_entities:
        - {path: /etc/shadow, entity: "kind: shadow\\nusername: root\\npassword: ${secret('entity-deleted')}"}
    - name: firstboot
      systemd_firstboot: {root-password: "${secret('firstboot')}", root-password-hashed: "${secret('firstboot-hash')}"}
    - name: environment
      environment: {TOKEN: "${secret('environment')}", OTHER: "{{ nope }} ${secret('environment-broken')}"}
      files: [{path: /etc/token, permissions: 0600, content: "{{ nope }} ${secret('content')}"}, {path: /etc/b64, encoding: b64, content: "=${secret('encoded')}"}]
    - name: asks
      if: echo ${secret('condition')} | passwd --stdin root
`

const broken = {
  'a.yaml': `stages: {boot: [{users: {ann: {passwd: [${secret('list')}]}}}]}\n`,
  'b.yaml': `stages: {boot: [{users: {ann: {passwd: ${secret('twice')}, passwd: ${secret('twice-2')}}}}]}\n`,
  'c.yaml': `stages: {boot: [{passwd: ${secret('misplaced')}}]}\n`,
  'd.yaml': `stages: {boot: [{users: {ann: {pasword: ${secret('misspelt')}}}}]}\n`,
  'e.yaml': `#cloud-config\nusers:\n  - {name: kim, passwd: ${secret('cloud')}, groups: {}}\n`,
  'f.yaml': `stages: {boot: [{git: {auth: {password: {a: ${secret('map')}}}}}]}\n`,
}

const commandLine = (port: number) =>
  `quiet cos.setup=http://u:${secret('source')}@127.0.0.1:${port}/missing?token=${secret('source-query')} ` +
  `cos.setup=ftp://u:${secret('source-scheme')}@host/x ` +
  `stages.boot[0].users.kim.passwd=${secret('line')} stages.boot[0].users.kim.passwd.x=${secret('line-collides')}\n`

t.test('no secret of a configuration is printed, planned or reported', async (t) => {
  const server = createServer((_request, response) => response.writeHead(404).end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const root = machine(t, {
    'oem/a.yaml': configuration(port),
    ...Object.fromEntries(Object.entries(broken).map(([name, text]) => [`oem/broken/${name}`, text])),
    'proc/cmdline': commandLine(port),
  })
  if (isRoot) giveShell(root)
  for (const words of [
    ['--dry-run', '--log-level', 'trace'],
    ['--log-level', 'trace'],
    ['--log-level', 'error'],
    ['--json'],
    ['--strict', '--log-level', 'trace'],
  ]) {
    const { all, exitCode } = await run(['run-stage', 'boot', '--root', root, ...words])
    t.equal(exitCode, 65)
    t.match(all, 'Secrets.git')
    t.same(all.match(/CANARY-[\w-]*/g), null, `run-stage ${words.join(' ')}`)
  }
  const report = readFileSync(`${root}/run/cos-config/boot.json`, 'utf8')
  t.same(report.match(/CANARY-[\w-]*/g), null, 'the report')
  t.equal(JSON.parse(report).steps.length, 11)
  t.equal(statSync(`${root}/run/cos-config/decoded.json`).mode & 0o7777, 0o600, 'the cache holds the texts')
})

t.test(
  'a secret that stands where no text belongs, or in an open quote, is not repeated either',
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml': `stages: {boot: [{users: {ann: ${secret('user')}}}]}\n`,
      'oem/b.yaml': `stages: {boot: [{git: {auth: ${secret('auth')}}}]}\n`,
      'oem/c.yaml': `stages:\n  boot:\n    - users: {ann: {passwd: "${secret('quote')}}}\n`,
      'oem/d.yaml': `#cloud-config\nusers: [${secret('cloud-user')}]\n`,
    })
    const { all } = await run(['run-stage', 'boot', '--root', root])
    t.same(all.match(/CANARY-[\w-]*/g), null)
  },
)
