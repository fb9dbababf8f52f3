import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { machine } from '../commands/machine.ts'
import { boot, complaints, isForPeople, leftOutWithoutRoot } from './broken-layer.ts'

const atRoot = leftOutWithoutRoot('mounting file systems')
const large = 'x'.repeat(200_000)

/**
 * Boots a machine after a script has mounted something in it, in a namespace of its own. `keep` is a folder in the
 * machine whose content is copied to /kept, for mounts vanish with the namespace.
 */
async function bootMounted(t: Test, root: string, script: string, keep: string) {
  mkdirSync(`${root}/kept`)
  const wrapped = `set -e; cd "$0"; ${script}; set +e; cd /; "$@"; code=$?; cp -a "$0${keep}/." "$0/kept"; exit $code`
  const ended = await boot(root, [], { under: ['unshare', '--mount', 'sh', '-c', wrapped, root] })
  isForPeople(t, ended.all)
  return { ...ended, kept: (name: string) => readFileSync(`${root}/kept/${name}`, 'utf8') }
}

/** A full disk of so many kilobytes, with what the folder held. */
const small = (folder: string, size: number) =>
  `cp -a ${folder} ${folder}.old; mount -t tmpfs -o size=${size}k tmpfs ${folder}; cp -a ${folder}.old/. ${folder}`

t.test(
  'a full disk leaves the old content, nothing half-written, and the other files are written',
  atRoot,
  async (t) => {
    const root = machine(t, {
      'data/old': 'old content',
      'oem/a.yaml': `stages:
  boot:
    - files:
        - {path: /data/old, permissions: 0644, content: ${large}}
        - {path: /data/new, permissions: 0644, content: ${large}}
        - {path: /data/deep/new, permissions: 0755, content: ${large}}
        - {path: /data/fits, permissions: 0644, content: fits}
        - {path: /etc/after, permissions: 0644, content: after}
`,
    })
    const { exitCode, all, kept } = await bootMounted(t, root, small('data', 64), '/data')
    t.equal(exitCode, 1)
    t.equal(complaints(all).length, 3)
    for (const [line, path] of [
      [4, '/data/old'],
      [5, '/data/new'],
      [6, '/data/deep/new'],
    ]) {
      t.match(
        all,
        `at    /oem/a.yaml:${line}:12\n  what  ${path} cannot be written: no space is left on the device\n`,
      )
    }
    t.equal(kept('old'), 'old content')
    t.equal(kept('fits'), 'fits')
    t.same(readdirSync(`${root}/kept`).sort(), ['deep', 'fits', 'old'])
    t.same(readdirSync(`${root}/kept/deep`), [])
    t.equal(readFileSync(`${root}/etc/after`, 'utf8'), 'after')
  },
)

t.test('a full disk leaves account files as they were, and no lock', atRoot, async (t) => {
  const lines = Array.from({ length: 3000 }, (_, i) => `user${i}:x:${1000 + i}:1000::/:/bin/sh\n`).join('')
  const root = machine(t, {
    'etc/passwd': `root:x:0:0:root:/root:/bin/sh\n${lines}`,
    'oem/a.yaml': 'stages: {boot: [{users: {op: {passwd: "*", no_create_home: true}}}]}\n',
  })
  const passwd = readFileSync(`${root}/etc/passwd`, 'utf8')
  const names = readdirSync(`${root}/etc`).sort()
  const { exitCode, all, kept } = await bootMounted(t, root, `${small('etc', 200)}; rm -r etc.old`, '/etc')
  t.equal(exitCode, 1, all)
  t.match(all, /no space is left on the device/)
  t.equal(kept('passwd'), passwd)
  // The line of passwd is what makes a user exist, so those of the small files before it do no harm.
  for (const name of ['shadow', 'group']) t.match(kept(name), /^root:.*\n(.+:.*\n)*$/)
  t.same(readdirSync(`${root}/kept`).sort(), names)
})

t.test('a report that does not fit is lost as a whole, and said to be', atRoot, async (t) => {
  const root = machine(t, {
    'run/x': '',
    'oem/a.yaml': `stages: {boot: [{files: [{path: /etc/made, permissions: 0644, content: x}], name: ${'n'.repeat(20_000)}}]}\n`,
  })
  const { exitCode, all } = await bootMounted(t, root, small('run', 8), '/run')
  t.equal(exitCode, 73)
  t.same(complaints(all), [
    'error: the report is lost: /run/cos-config/boot.json cannot be written: no space is left on the device',
  ])
  t.equal(readFileSync(`${root}/etc/made`, 'utf8'), 'x')
  t.same(readdirSync(`${root}/kept/cos-config`), [])
})

const readOnly = (folder: string) => `mount --bind ${folder} ${folder}; mount -o remount,ro,bind ${folder}`

t.test('what is read-only is told, and the rest is written', atRoot, async (t) => {
  const root = machine(t, {
    'data/old': 'old content',
    'oem/a.yaml': `stages:
  boot:
    - files:
        - {path: /data/old, permissions: 0644, content: new}
        - {path: /data/deep/new, permissions: 0644, content: new}
        - {path: /etc/after, permissions: 0644, content: after}
      directories: [{path: /data/folder, permissions: 0755}]
`,
  })
  const { exitCode, all, kept } = await bootMounted(t, root, readOnly('data'), '/data')
  t.equal(exitCode, 1)
  t.equal(complaints(all).length, 3, all)
  for (const what of [
    '/data/old cannot be written',
    '/data/deep cannot be made',
    '/data/folder cannot be made',
  ]) {
    t.match(all, `what  ${what}: the file system is read-only\n`)
  }
  t.equal(kept('old'), 'old content')
  t.equal(readFileSync(`${root}/etc/after`, 'utf8'), 'after')
})

t.test(
  'a machine that is read-only as a whole is told for every step, and for the report',
  atRoot,
  async (t) => {
    const root = machine(t, {
      'oem/a.yaml': `stages:
  boot:
    - files: [{path: /etc/hosts, permissions: 0644, content: x}]
    - users: {op: {passwd: "*"}}
    - authorized_keys: {root: [ssh-ed25519 AAAA]}
    - hostname: edge
    - environment: {A: b}
`,
    })
    const script = `mount -t tmpfs tmpfs kept; ${readOnly('.')}`
    mkdirSync(`${root}/kept`)
    const wrapped = `set -e; cd "$0"; ${script}; set +e; cd /; exec "$@"`
    const { exitCode, all } = await boot(root, [], {
      under: ['unshare', '--mount', 'sh', '-c', wrapped, root],
    })
    t.equal(exitCode, 73)
    t.match(all, 'boot: 0 changed, 0 unchanged, 0 skipped, 5 failed')
    t.match(
      all,
      'error: the report is lost: /run/cos-config/boot.json cannot be written: the file system is read-only\n',
    )
    t.equal(complaints(all).length, 7, all)
    isForPeople(t, all)
  },
)
