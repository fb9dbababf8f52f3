import t from 'tap'
import { why } from '../../src/commands/why.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { runCommand } from './in-process.ts'
import { write } from './machine.ts'

/** The layers of a small machine below a folder of the test's own. */
const layers = {
  'system/oem/03-branding.yaml': `name: Branding
stages:
  rootfs:
    - name: of the initrd
      files:
        - {path: /etc/motd, permissions: 0644, content: a}
  initramfs:
    - name: default
      files:
        - path: /etc/motd
          permissions: 0644
          content: b
      systemctl:
        enable: [sshd]
      hostname: edge
      ensure_entities:
        - path: /etc/shadow
          entity: |
            kind: shadow
            username: admin
            password: "*"
`,
  'oem/50-site.yaml': `stages:
  initramfs:
    - name: site
      files:
        - path: /etc/motd
          permissions: 0644
          content: c
        - path: /etc/systemd/system/sshd.service.d/port.conf
          permissions: 0644
          content: "[Service]"
      users:
        admin:
          passwd: a-secret-of-mine
          groups: [wheel]
    - name: commands
      commands:
        - echo admin:a-secret-of-mine | chpasswd
        - cat /etc/motd.d/x /etc/motdx
        - cat /etc/motd
  boot:
    - name: recovery
      if: '[ -f /run/cos/recovery_mode ]'
      files:
        - {path: /etc/motd, permissions: 0644, content: d}
      systemctl:
        mask: [sshd.service]
      sysctl:
        net.ipv4.ip_forward: "1"
      directories:
        - {path: /srv/data/, permissions: 0755}
      unpack_images:
        - {source: example, target: /srv/app}
`,
  'proc/cmdline': `quiet 'stages.network[0].sysctl["net.ipv4.ip_forward"]=0'\n`,
}

interface Told {
  readonly stage: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly touches: { readonly kind: string; readonly name: string }
  readonly standing: string
  readonly conditions: readonly string[]
}

async function ask(t: Test, name: string) {
  const root = temporaryFolder(t)
  write(root, layers)
  const { exitCode, out, err } = await runCommand(why, [name, '--root', root, '--json'])
  const { touches } = JSON.parse(out) as { readonly touches: readonly Told[] }
  const told = touches.map(
    ({ stage, file, line, column, standing }) => `${stage} ${file}:${line}:${column} ${standing}`,
  )
  return { exitCode, err, told, touches }
}

type Test = Parameters<typeof temporaryFolder>[0]

t.test('the writers of a file are told in the order of the boot, with the one that wins', async (t) => {
  const { exitCode, err, told, touches } = await ask(t, '/etc/motd')
  t.equal(exitCode, 0)
  t.equal(err, '')
  t.same(told, [
    'rootfs /system/oem/03-branding.yaml:6:18 gone after the initrd',
    'initramfs /system/oem/03-branding.yaml:10:17 replaced',
    'initramfs /oem/50-site.yaml:5:17 wins',
    'initramfs /oem/50-site.yaml:19:11 maybe',
    'boot /oem/50-site.yaml:24:18 wins if its conditions hold',
  ])
  t.same(touches.at(-1)?.conditions, ['if'])
})

t.test('a folder brings what is below it', async (t) => {
  const { touches } = await ask(t, '/etc/systemd/')
  t.same(
    touches.map(({ touches: { name } }) => name),
    ['/etc/systemd/system/sshd.service.d/port.conf'],
  )
})

t.test('what lies in a tree that is unpacked may come from there', async (t) => {
  t.same((await ask(t, '/srv/app/bin/tool')).told, ['boot /oem/50-site.yaml:32:37 maybe'])
  t.same((await ask(t, '/srv/data')).told, ['boot /oem/50-site.yaml:30:18 wins if its conditions hold'])
})

t.test('a unit is found with and without its ending, and by its drop-ins', async (t) => {
  const expected = [
    'initramfs /system/oem/03-branding.yaml:14:18 wins',
    'initramfs /oem/50-site.yaml:8:17 adds',
    'boot /oem/50-site.yaml:26:16 wins if its conditions hold',
  ]
  t.same((await ask(t, 'sshd')).told, expected)
  t.same((await ask(t, 'sshd.service')).told, expected)
  t.equal((await ask(t, 'sshd.socket')).exitCode, 1)
})

t.test('a user is found in entities, users and commands, and no password is printed', async (t) => {
  const { told, touches } = await ask(t, 'admin')
  t.same(told, [
    'initramfs /system/oem/03-branding.yaml:18:19 replaced',
    'initramfs /oem/50-site.yaml:12:9 wins',
    'initramfs /oem/50-site.yaml:13:19 wins',
    'initramfs /oem/50-site.yaml:17:11 maybe',
  ])
  t.notMatch(JSON.stringify(touches), /a-secret-of-mine/)
})

t.test('a kernel parameter is found in either spelling, and on the kernel command line', async (t) => {
  for (const name of ['net.ipv4.ip_forward', 'net/ipv4/ip_forward']) {
    const { told } = await ask(t, name)
    t.same(
      told.map((line) => line.replace(/^(\S+) \S*?([^/]+):\d+:\d+/, '$1 $2')),
      ['boot 50-site.yaml replaced', 'network cmdline wins'],
      name,
    )
  }
})

t.test('the host name is a file, too', async (t) => {
  t.same((await ask(t, '/etc/hostname')).told, ['initramfs /system/oem/03-branding.yaml:15:17 wins'])
  t.same((await ask(t, '/etc/hosts')).told, ['initramfs /system/oem/03-branding.yaml:15:17 adds'])
})

t.test('what nothing touches is exit code 1', async (t) => {
  const root = temporaryFolder(t)
  write(root, layers)
  t.same(await runCommand(why, ['/etc/issue', '--root', root]), {
    exitCode: 1,
    out: '',
    err: 'nothing touches /etc/issue\n',
  })
})

t.test('a broken file is told, and the exit code says that the answer may lack something', async (t) => {
  const root = temporaryFolder(t)
  write(root, { ...layers, 'oem/99-broken.yaml': 'stages: [' })
  const { exitCode, out, err } = await runCommand(why, ['sshd', '--root', root])
  t.equal(exitCode, 65)
  t.match(err, /99-broken\.yaml/)
  t.match(out, /wins: enables it/)
})

t.test('text for people names stage, place, step and what came of it', async (t) => {
  const root = temporaryFolder(t)
  write(root, layers)
  const { out } = await runCommand(why, ['/etc/motd', '--root', root])
  t.equal(
    out,
    `rootfs
  /system/oem/03-branding.yaml:6:18  Branding.of the initrd
    gone after the initrd: writes the file
initramfs
  /system/oem/03-branding.yaml:10:17  Branding.default
    replaced: writes the file
  /oem/50-site.yaml:5:17  site
    wins: writes the file
  /oem/50-site.yaml:19:11  commands
    maybe: has a command that names it
boot
  /oem/50-site.yaml:24:18  recovery
    wins if its conditions hold: writes the file [if]
`,
  )
})

t.test('a folder may stand in for the layers', async (t) => {
  const folder = temporaryFolder(t)
  write(folder, layers)
  const words = ['/etc/motd', '--config-dir', `${folder}/system/oem`, '--cmdline', '/dev/null', '--json']
  const { out } = await runCommand(why, words)
  t.same(
    JSON.parse(out).touches.map(({ standing }: Told) => standing),
    ['gone after the initrd', 'wins'],
  )
})

t.test('a name is needed, and one alone', async (t) => {
  await t.rejects(runCommand(why, []), { name: 'UsageError', message: /needs a path/ })
  await t.rejects(runCommand(why, ['a', 'b']), { name: 'UsageError', message: /"b" is one too many/ })
})
