import { mkdirSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { temporaryFolder } from '../../system/temporary-folder.ts'
import { validated } from '../in-process.ts'

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPvYz0pXtS1Jm3cC1cYp6pX0m8m5m0m3xq4y5c5e5x5b a@example'
const shadow = (name: string, password: string) =>
  `ensure_entities: [{path: /etc/shadow, entity: "kind: shadow\\nusername: ${name}\\npassword: '${password}'\\n"}]`

/** Steps of stage initramfs, one a line, and whether somebody is told that nobody can log in. */
const cases: readonly [steps: readonly string[], isTold: boolean][] = [
  [[shadow('root', '!')], true],
  [[shadow('root', '$6$a$b')], false],
  [[shadow('root', '')], false],
  [[shadow('root', '$6$a$b'), shadow('root', '*')], true],
  [[shadow('root', '*'), shadow('root', '$6$a$b')], false],
  [[shadow('root', '*'), 'users: {ann: {passwd: $6$a$b}}'], false],
  [[shadow('root', '*'), `authorized_keys: {root: ["${key}"]}`], false],
  [[shadow('root', '*'), `users: {ann: {ssh_authorized_keys: ["${key}"], shell: /sbin/nologin}}`], true],
  [['users: {ann: {passwd: $6$a$b}}', 'users: {ann: {passwd: "!"}}'], true],
  [['users: {ann: {passwd: $6$a$b}}', 'if: "false"\n      users: {ann: {passwd: "!"}}'], false],
  [['users: {ann: {passwd: $6$a$b, lock_passwd: true}}', 'users: {ann: {groups: [sudo]}}'], true],
  // A lock means new users alone.
  [['users: {ann: {passwd: $6$a$b}}', 'users: {ann: {lock_passwd: true}}'], false],
  [['users: {queue: {shell: /usr/sbin/nologin}}'], false],
  [['users: {queue: {passwd: "*"}}'], false],
  [['users: {ann: {shell: /bin/bash}}'], true],
  [['users: {ann: {shell: /bin/bash}}', 'commands: ["echo ann:$(cat /oem/pw) | chpasswd"]'], false],
  [['users: {ann: {shell: /bin/bash}}', 'datasource: {providers: [aws]}'], false],
  [['users: {ann: {shell: /bin/bash}}', 'systemd_firstboot: {root-password-file: /oem/pw}'], false],
  [['hostname: edge'], false],
]

async function isTold(folder: string, steps: readonly string[], words: readonly string[]): Promise<boolean> {
  mkdirSync(`${folder}/oem`, { recursive: true })
  const text = `stages:\n  initramfs:\n${steps.map((step) => `    - ${step}\n`).join('')}`
  writeFileSync(`${folder}/oem/50.yaml`, text)
  const { diagnostics } = await validated(words, folder)
  return diagnostics.some(({ rule }) => rule === 'nobody-can-log-in')
}

t.test('nobody can log in', async (t) => {
  const folder = temporaryFolder(t)
  for (const [steps, expected] of cases)
    t.equal(await isTold(folder, steps, ['oem']), expected, steps.join(' / '))
})

t.test('accounts of the image count, as far as the layers leave them alone', async (t) => {
  const folder = temporaryFolder(t)
  const files = (passwd: string, shadow?: string) => {
    mkdirSync(`${folder}/etc`, { recursive: true })
    writeFileSync(`${folder}/etc/passwd`, passwd)
    if (shadow !== undefined) writeFileSync(`${folder}/etc/shadow`, shadow)
  }
  const locked = [shadow('root', '!')]
  files('root:x:0:0::/root:/bin/sh\n')
  t.equal(await isTold(folder, locked, ['--root', '.']), true, 'no shadow at all')
  files('root:x:0:0::/root:/bin/sh\n', 'root:$6$a$b:1::::::\n')
  t.equal(await isTold(folder, locked, ['--root', '.']), true, 'root is what the layer locks')
  files('root:x:0:0::/root:/bin/sh\nkim:x:1:1::/home/kim:/bin/sh\n', 'root:*:1::::::\nkim:$6$a$b:1::::::\n')
  t.equal(await isTold(folder, locked, ['--root', '.']), false, 'kim has a password')
  files('root:x:0:0::/root:/bin/sh\nkim:x:1:1::/home/kim:/bin/false\n')
  t.equal(await isTold(folder, locked, ['--root', '.']), true, 'but needs a shell')
  files('root:x:0:0::/root:/bin/sh\nkim:x:1:1::/home/kim:/bin/sh\n', 'root:*:1::::::\nkim:!:1::::::\n')
  mkdirSync(`${folder}/home/kim/.ssh`, { recursive: true })
  writeFileSync(`${folder}/home/kim/.ssh/authorized_keys`, key)
  t.equal(await isTold(folder, locked, ['--root', '.']), false, 'kim has keys')
})
