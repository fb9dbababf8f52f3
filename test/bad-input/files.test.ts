import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import t from 'tap'
import { write } from '../commands/machine.ts'
import {
  boot,
  bootAround,
  brokenFile,
  complaints,
  isForPeople,
  leftOutWithoutRoot,
  machineAround,
} from './broken-layer.ts'

const fifo = (path: string) => execFileSync('mkfifo', [path])

/** What lies where a file should, how it comes there, and the whole message. */
const oddities: Readonly<
  Record<string, readonly [make: (path: string, root: string) => void, message: string]>
> = {
  'a link to nothing': [
    (path) => symlinkSync('/nowhere', path),
    'is a link to /nowhere, which does not exist',
  ],
  'a link to a folder': [
    (path) => symlinkSync('/etc', path),
    'is a link to /etc, which is a folder, not a file',
  ],
  'a link to itself': [(path) => symlinkSync('50.yaml', path), 'goes round in symbolic links'],
  'a link through a file': [
    (path) => symlinkSync('10.yaml/x', path),
    'is a link to 10.yaml/x, which lies below something that is no folder',
  ],
  'a named pipe': [(path) => fifo(path), 'is a named pipe, not a file'],
  'a link to a named pipe': [
    (path, root) => {
      fifo(`${root}/etc/pipe`)
      symlinkSync('/etc/pipe', path)
    },
    'is a link to /etc/pipe, which is a named pipe, not a file',
  ],
  'a file of 50 MB': [(path) => writeFileSync(path, `# ${'x'.repeat(50_000_000)}`), 'is larger than 32 MiB'],
  'a file of a terabyte without content': [
    (path) => {
      writeFileSync(path, '')
      truncateSync(path, 1e12)
    },
    'is larger than 32 MiB',
  ],
}

for (const [name, [make, message]] of Object.entries(oddities)) {
  t.test(`${name} in place of a file is told, does not hang, and the others are applied`, async (t) => {
    const root = machineAround(t)
    make(`${root}${brokenFile}`, root)
    // A snapshot would wait for a pipe, and read a terabyte.
    const { exitCode, all } = await boot(root)
    t.equal(exitCode, 65)
    t.same(complaints(all), [`error: ${brokenFile} ${message} [unreadable-file]`])
    for (const file of ['before', 'same-layer', 'next-layer'])
      t.equal(readFileSync(`${root}/etc/${file}`, 'utf8'), file)
    isForPeople(t, all)
  })
}

t.test('a socket in place of a file is told', async (t) => {
  const root = machineAround(t)
  const server = createServer()
  // The path of a socket is short, so it is made elsewhere and moved.
  await new Promise<void>((resolve) => server.listen(`${root}/s`, resolve))
  renameSync(`${root}/s`, `${root}${brokenFile}`)
  const { exitCode, all } = await boot(root)
  server.close()
  t.equal(exitCode, 65)
  t.match(complaints(all), [/50.yaml is a socket or a device without a driver, not a file/])
})

t.test(
  'devices in place of a file are told, and the null device is an empty file',
  leftOutWithoutRoot('making devices'),
  async (t) => {
    for (const [numbers, exitCode, message] of [
      [['c', '1', '5'], 65, [`error: ${brokenFile} is a device, not a file [unreadable-file]`]],
      [['c', '5', '0'], 65, [/50.yaml is a/]],
      [['b', '240', '200'], 65, [/50.yaml is a socket or a device without a driver/]],
      [['c', '1', '3'], 0, []],
    ] as const) {
      const root = machineAround(t)
      execFileSync('mknod', [`${root}${brokenFile}`, ...numbers])
      const ended = await boot(root)
      t.equal(ended.exitCode, exitCode, numbers.join(' '))
      t.match(complaints(ended.all), message)
      t.equal(readFileSync(`${root}/etc/same-layer`, 'utf8'), 'same-layer')
    }
  },
)

t.test('a folder called like a file is a folder', async (t) => {
  const root = machineAround(t, {
    [`${brokenFile}/inner.yaml`]: 'stages: {boot: [{files: [{path: /etc/inner, permissions: 0644}]}]}\n',
  })
  await bootAround(t, root, { complaints: [], exitCode: 0, changes: ['/etc/inner'] })
})

t.test('a file in place of a layer is read, a pipe or a loop of links is told', async (t) => {
  const file = machineAround(t, { oem: 'stages: {boot: [' })
  await bootAround(t, file, { complaints: [/^error: \/oem:1:\d+: /] })
  const pipe = machineAround(t)
  fifo(`${pipe}/oem`)
  t.match(complaints((await boot(pipe)).all), ['error: /oem is a named pipe, not a file [unreadable-file]'])
  const loop = machineAround(t)
  symlinkSync('oem', `${loop}/oem`)
  await bootAround(t, loop, { complaints: [/^error: \/oem .*link/] })
})

t.test('a layer that is a link to nothing is as good as none', async (t) => {
  const root = machineAround(t)
  symlinkSync('/nowhere', `${root}/oem`)
  await bootAround(t, root, { complaints: [], exitCode: 0 })
})

t.test('names that tear messages apart are shown with escapes', async (t) => {
  const root = machineAround(t, { 'oem/a\n\x1b[31mb.yaml': 'a: [' })
  writeFileSync(
    Buffer.concat([Buffer.from(`${root}/oem/x`), Buffer.from([0xff]), Buffer.from('.yaml')]),
    'b: [',
  )
  const { complaints: told } = { complaints: complaints((await boot(root)).all) }
  t.match(told, [/^error: \/oem\/a\\n\\x1b\[31mb\.yaml:1:4: /, /^error: \/oem\/x.*\.yaml:1:4: /])
})

t.test('folders in folders, as deep as the system allows, are read', async (t) => {
  const root = machineAround(t)
  const folder = `${root}/oem/${'a/'.repeat(300)}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}b.yaml`, 'x: [')
  await bootAround(t, root, { complaints: [/^error: \/oem\/a\/.*b\.yaml:1:4: /] })
})

const setpriv = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']

t.test(
  'a file and a folder that may not be read are told',
  leftOutWithoutRoot('reading as somebody else'),
  async (t) => {
    const root = machineAround(t, { 'oem/closed/a.yaml': '', 'oem/z.yaml': '' })
    write(root, { [brokenFile]: '' })
    execFileSync('chown', ['-R', '65534:65534', root])
    chmodSync(root, 0o755)
    for (const path of [brokenFile, '/oem/closed']) chmodSync(`${root}${path}`, 0)
    const { exitCode, all } = await boot(root, [], { under: setpriv })
    t.equal(exitCode, 65)
    t.same(complaints(all), [
      `error: ${brokenFile} cannot be read: permission denied [unreadable-file]`,
      'error: /oem/closed cannot be read: permission denied [unreadable-file]',
    ])
    t.equal(readFileSync(`${root}/etc/same-layer`, 'utf8'), 'same-layer', 'the others are applied')
    isForPeople(t, all)
  },
)

t.test('a home with broken links in it is no reason to fail', async (t) => {
  const root = machineAround(t, {
    [brokenFile]: 'stages: {boot: [{authorized_keys: {root: [ssh-ed25519 AAAA]}}]}\n',
    'root/.ssh/known': '',
  })
  symlinkSync('/nowhere/at/all', `${root}/root/.profile-link`)
  rmSync(`${root}/root/.ssh`, { recursive: true })
  await bootAround(t, root, {
    complaints: [],
    exitCode: 0,
    changes: ['/root/.ssh', '/root/.ssh/authorized_keys'],
  })
  const broken = machineAround(t, {
    [brokenFile]: 'stages: {boot: [{authorized_keys: {root: [ssh-ed25519 AAAA]}}]}\n',
  })
  symlinkSync('/nowhere/at/all', `${broken}/root/.ssh`)
  const { exitCode, all } = await boot(broken)
  t.equal(exitCode, 1, all)
  t.equal(complaints(all).length, 1)
  t.match(all, `at    ${brokenFile}:1:`)
  isForPeople(t, all)
})
