import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import t, { type Test } from 'tap'
import { differences, machine, snapshot, write } from '../commands/machine.ts'
import { run } from '../commands/program.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { boot, complaints, isForPeople } from './broken-layer.ts'

/** A step of each kind that writes, all below /etc or the home of root. */
const writesMuch = `stages:
  boot:
    - name: much
      hostname: edge
      files:
        - {path: /etc/passwd, permissions: 0644, content: written}
        - {path: /etc/new, permissions: 0644, content: written}
        - {path: /etc/deep/er/new, permissions: 0644, content: written}
      directories: [{path: /etc/folder, permissions: 0755}]
      dns: {nameservers: [192.0.2.1], path: /etc/resolv.conf}
      environment: {A: b}
      timesyncd: {NTP: 192.0.2.2}
      authorized_keys: {root: [ssh-ed25519 AAAA]}
      users: {op: {passwd: "*"}}
      systemctl: {mask: [one.service]}
`

/** What must not be touched: a machine beside the one that is worked on. */
function canary(t: Test): string {
  return machine(t, { 'etc/resolv.conf': 'canary', 'etc/environment': 'canary' })
}

t.test('a root that is no folder is told before anything is done', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/file`, 'kept')
  symlinkSync('/nowhere', `${folder}/dangling`)
  symlinkSync('loop', `${folder}/loop`)
  const before = snapshot(folder)
  for (const [path, reason] of [
    ['missing', 'does not exist'],
    ['file', 'is no folder'],
    ['file/below', 'lies below something that is no folder'],
    ['dangling', 'does not exist'],
    ['loop', 'goes round in symbolic links'],
  ]) {
    for (const words of [
      ['run-stage', 'boot'],
      ['run-stage', 'boot', '--dry-run'],
      ['facts'],
      ['render', '-'],
    ]) {
      const { exitCode, all } = await run([...words, '--root', `${folder}/${path}`])
      t.equal(exitCode, 66, `${words.join(' ')} on ${path}`)
      t.equal(all, `cos-config: --root ${folder}/${path} ${reason}\n`)
    }
  }
  t.same(differences(before, snapshot(folder)), [], 'nothing is made, least of all the folder')
})

t.test('an empty root is a mistake, not the running system', async (t) => {
  const { exitCode, all } = await run(['run-stage', 'boot', '--root', ''])
  t.equal(exitCode, 64)
  t.match(all, /--root needs a value, not an empty text/)
})

t.test('a relative root counts from where one stands', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/made, permissions: 0644, content: x}]}]}\n',
  })
  for (const [cwd, words] of [
    [root, '.'],
    [`${root}/etc`, '..'],
    [dirname(root), basename(root)],
    [root, './etc/../'],
    [root, `${root}//`],
  ] as const) {
    rmSync(`${root}/etc/made`, { force: true })
    const { exitCode, all } = await run(['run-stage', 'boot', '--root', words], { cwd })
    t.equal(exitCode, 0, all)
    t.equal(readFileSync(`${root}/etc/made`, 'utf8'), 'x', words)
  }
})

t.test('a root that is a link to a folder is that folder', async (t) => {
  const root = machine(t, {
    'oem/a.yaml': 'stages: {boot: [{files: [{path: /etc/made, permissions: 0644, content: x}]}]}\n',
  })
  const folder = temporaryFolder(t)
  symlinkSync(root, `${folder}/link`)
  t.equal((await run(['run-stage', 'boot', '--root', `${folder}/link`])).exitCode, 0)
  t.equal(readFileSync(`${root}/etc/made`, 'utf8'), 'x')
})

t.test('links in the root lead nowhere outside of it', async (t) => {
  const host = canary(t)
  const before = snapshot(host)
  const name = basename(host)
  for (const target of [
    `${host}/etc`,
    `../${name}/etc`,
    `../../../../../../../..${host}/etc`,
    `/proc/self/root${host}/etc`,
    `/./..//${host}/etc/`,
  ]) {
    const root = temporaryFolder(t)
    write(root, { 'oem/a.yaml': writesMuch, 'root/x': '' })
    symlinkSync(target, `${root}/etc`)
    const { all } = await boot(root)
    t.same(differences(before, snapshot(host)), [], `/etc is a link to ${target}:\n${all}`)
    isForPeople(t, all)
  }
})

t.test('links deeper in the root lead nowhere outside of it either', async (t) => {
  const host = canary(t)
  const before = snapshot(host)
  for (const path of [
    'etc/passwd',
    'etc/shadow',
    'etc/group',
    'etc/hosts',
    'etc/hostname',
    'etc/new',
    'etc/deep',
    'etc/folder',
    'etc/resolv.conf',
    'etc/environment',
    'etc/systemd',
    'root',
    'root/.ssh',
    'home',
    'run',
    'run/cos-config',
    'system',
    'usr/local/cloud-config',
  ]) {
    const root = machine(t, { 'oem/a.yaml': writesMuch })
    rmSync(`${root}/${path}`, { recursive: true, force: true })
    mkdirSync(dirname(`${root}/${path}`), { recursive: true })
    symlinkSync(`${host}/${path}`, `${root}/${path}`)
    const { all } = await boot(root)
    t.same(differences(before, snapshot(host)), [], `/${path} is a link to the canary's`)
    isForPeople(t, all)
  }
})

t.test('nothing is read from outside of the root', async (t) => {
  const host = machine(t, { 'secret.yaml': 'stages: {boot: [{files: [{path: /etc/leak}]}]}\n' })
  const root = machine(t, {
    'proc/cmdline': `cos.setup=${host}/secret.yaml cos.setup=../../../..${host}/secret.yaml`,
  })
  symlinkSync(`${host}/secret.yaml`, `${root}/secret.yaml`)
  mkdirSync(`${root}/oem`)
  symlinkSync(`${host}/secret.yaml`, `${root}/oem/a.yaml`)
  const { exitCode, all } = await boot(root)
  t.equal(exitCode, 65)
  t.same(complaints(all), [
    `error: /oem/a.yaml is a link to ${host}/secret.yaml, which does not exist [unreadable-file]`,
    `error: ${host}/secret.yaml does not exist [source-missing]`,
    `error: ../../../..${host}/secret.yaml does not exist [source-missing]`,
  ])
  t.notMatch(snapshot(root).has('/etc/leak'), true)
})

t.test('loops of links in the root are told, and the rest is done', async (t) => {
  for (const [path, exitCode] of [
    ['proc', 0],
    ['etc', 1],
    ['run', 73],
    ['root', 1],
    ['system', 65],
    ['oem', 65],
  ] as const) {
    const root = machine(t, {
      'usr/local/cloud-config/a.yaml':
        'stages: {boot: [{files: [{path: /etc/x, permissions: 0644}], authorized_keys: {root: [x]}}]}\n',
      'usr/local/cloud-config/z.yaml':
        'stages: {boot: [{files: [{path: /made, permissions: 0644, content: made}]}]}\n',
    })
    rmSync(`${root}/${path}`, { recursive: true, force: true })
    symlinkSync(path, `${root}/${path}`)
    const { exitCode: ended, all } = await boot(root)
    t.equal(ended, exitCode, `/${path} is a loop:\n${all}`)
    t.equal(readFileSync(`${root}/made`, 'utf8'), 'made')
    isForPeople(t, all)
  }
})
