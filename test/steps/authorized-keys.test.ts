import t from 'tap'
import { authorizedKeys } from '../../src/steps/authorized-keys.ts'
import { type Given, Memory, run } from './accounts/memory.ts'

const passwd = 'root:x:0:0:root:/root:/bin/sh\nann:x:7:8::/home/ann:/bin/sh\nbob:x:9:9::/home/bob/:/bin/sh\n'
const machine = (given: Given = {}) =>
  new Memory({ '/etc/passwd': passwd, '/root': {}, '/home/ann': { uid: 7, gid: 8 }, ...given })

const folder = '/home/ann/.ssh'
const file = `${folder}/authorized_keys`

t.test('folder and file are made for the user', async (t) => {
  const memory = machine()
  const { problems } = await run(
    authorizedKeys,
    { ann: ['ssh-rsa A a', 'ssh-rsa B b'], root: ['ssh-rsa R r'] },
    memory,
  )
  t.same(problems, [])
  t.match(memory.now.stat(folder), { type: 'directory', mode: 0o700, uid: 7, gid: 8 })
  t.match(memory.now.stat(file), { mode: 0o600, uid: 7, gid: 8 })
  t.equal(memory.text(file), 'ssh-rsa A a\nssh-rsa B b\n')
  t.equal(memory.text('/root/.ssh/authorized_keys'), 'ssh-rsa R r\n')
})

t.test('keys are appended as they are, unless their text is found anywhere', async (t) => {
  const rows: readonly [title: string, old: string, keys: readonly string[], expected: string][] = [
    ['the same key', 'k1\n', ['k1'], 'k1\n'],
    ['part of a line', 'command="x" k1 me\n', ['k1'], 'command="x" k1 me\n'],
    ['twice in the list', '', ['k1', 'k1'], 'k1\n'],
    ['part of an earlier one', '', ['ssh-rsa A', 'ssh-rsa'], 'ssh-rsa A\n'],
    ['blanks and lines', '# x\n', ['  k1 ', 'k2\nk3\n', ''], '# x\n  k1 \nk2\nk3\n\n'],
    ['an unended last line', 'k1', ['k2'], 'k1\nk2\n'],
    ['an unended last line, nothing new', 'k1 x', ['k1'], 'k1 x'],
    ['a colon behind a blank', '', ['ssh-rsa A a:b'], 'ssh-rsa A a:b\n'],
  ]
  for (const [title, old, keys, expected] of rows) {
    const memory = machine({ [file]: old })
    await run(authorizedKeys, { ann: keys }, memory)
    t.equal(memory.text(file), expected, title)
  }
})

t.test('an existing file keeps its mode, and its owner unless something is added', async (t) => {
  const given = { [folder]: { mode: 0o755 }, [file]: { content: 'k1\n', mode: 0o640 } }
  const memory = machine(given)
  await run(authorizedKeys, { ann: ['k1'] }, memory)
  t.match(memory.now.stat(folder), { mode: 0o755, uid: 7, gid: 8 }, 'the folder is always the user’s')
  t.match(memory.now.stat(file), { mode: 0o640, uid: 0, gid: 0 })
  await run(authorizedKeys, { ann: ['k1', 'k2'] }, memory)
  t.match(memory.now.stat(file), { mode: 0o640, uid: 7, gid: 8 })
})

t.test('a key without text makes an empty file, no keys make only the folder', async (t) => {
  const empty = machine()
  await run(authorizedKeys, { ann: [''] }, empty)
  t.equal(empty.text(file), '')
  t.match(empty.now.stat(file), { mode: 0o600, uid: 0, gid: 0 })
  const none = machine()
  await run(authorizedKeys, { ann: [] }, none)
  t.ok(none.now.stat(folder))
  t.equal(none.text(file), undefined)
})

t.test('a second run asks for nothing', async (t) => {
  const memory = machine()
  memory.answers = () => 'k2\n'
  const value = { ann: ['k1', 'github:ann', ''] }
  await run(authorizedKeys, value, memory)
  const { changes } = await run(authorizedKeys, value, memory)
  t.same(
    changes.map(({ kind }) => kind),
    ['fetch'],
  )
})

t.test('addresses are fetched; the answer is one key', async (t) => {
  const memory = machine()
  const answers = new Map([
    ['https://github.com/ann.keys', 'k1\nk2\n'],
    ['https://gitlab.com/a/b.keys', ''],
    ['http://keys.test/x?y=1', 'k3'],
  ])
  memory.answers = (url) => answers.get(url)
  const { changes, problems } = await run(
    authorizedKeys,
    { ann: ['github:ann', 'k0', 'gitlab:a/b', 'http://keys.test/x?y=1'] },
    memory,
  )
  t.same(problems, [])
  t.equal(memory.text(file), 'k1\nk2\n\nk0\nk3\n')
  t.match(
    changes.find(({ kind }) => kind === 'fetch'),
    { tries: 10, at: ['ann', 0] },
  )
})

t.test('keys at hand do not wait for the network', async (t) => {
  const memory = machine()
  const { changes } = await run(authorizedKeys, { ann: ['k1', 'http://nowhere/', 'k2'] }, memory)
  t.same(
    changes.map(({ kind }) => kind),
    ['make-directory', 'write-file', 'fetch', 'write-file'],
  )
  t.equal(memory.text(file), 'k1\nk2\n')
})

t.test('what cannot be fetched leaves no file and stops no other key', async (t) => {
  const memory = machine()
  const { failures } = await run(authorizedKeys, { ann: ['http://nowhere/'] }, memory)
  t.equal(failures.length, 1)
  t.equal(memory.text(file), undefined)
  const { problems } = await run(authorizedKeys, { ann: ['bitbucket:ann', 'k1'] }, memory)
  t.match(problems, [
    { severity: 'error', at: ['ann', 0], message: 'keys of ann: bitbucket: is no known key server' },
  ])
  t.equal(memory.text(file), 'k1\n')
})

t.test('a user without account or home fails, the others get their keys', async (t) => {
  const memory = machine()
  const { changes, problems } = await run(
    authorizedKeys,
    { ghost: ['http://x/'], ann: ['k'], bob: ['k'] },
    memory,
  )
  t.match(problems, [
    { severity: 'error', at: ['bob'], message: 'keys of bob: the home folder /home/bob/ does not exist' },
    { severity: 'error', at: ['ghost'], message: 'keys of ghost: there is no such user' },
  ])
  t.notOk(
    changes.some(({ kind }) => kind === 'fetch'),
    'nothing is fetched for nobody',
  )
  t.equal(memory.text(file), 'k\n')
})

t.test('odd account files', async (t) => {
  const rows: readonly [title: string, passwd: string, reason: RegExp][] = [
    ['a comment', `# x\n${passwd}`, /line 1 is no account/],
    ['a gid that is no number', 'ann:x:7:none::/home/ann:\n', /no usable ids/],
    ['no home', 'ann:x:7:8:::\n', /no home folder/],
    ['a relative home', 'ann:x:7:8::home/ann:\n', /no home folder/],
  ]
  for (const [title, passwd, reason] of rows) {
    const { changes, problems } = await run(
      authorizedKeys,
      { ann: ['k'] },
      machine({ '/etc/passwd': passwd }),
    )
    t.match(problems, [{ severity: 'error', message: reason }], title)
    t.same(changes, [])
  }
  const { problems } = await run(authorizedKeys, { ann: ['k'] }, new Memory({ '/home/ann': {} }))
  t.match(problems, [{ message: 'keys of ann: /etc/passwd does not exist' }])
})

t.test('links in the hands of the user do not lead anywhere else', async (t) => {
  const secrets = { '/root/.ssh/authorized_keys': 'root\n', '/etc/shadow': 'root:*:1::::::\n' }
  const own = { uid: 7, gid: 8 }
  const rows: readonly [title: string, given: Given][] = [
    ['the folder of somebody else', { [folder]: { target: '/root/.ssh', ...own } }],
    ['a file of somebody else', { [folder]: own, [file]: { target: '/etc/shadow', ...own } }],
    [
      'a new file elsewhere',
      { [folder]: own, [file]: { target: '/etc/cron.d/new', ...own }, '/etc/cron.d': {} },
    ],
    ['a folder that is none', { [folder]: { target: '/etc/shadow', ...own } }],
  ]
  for (const [title, given] of rows) {
    const memory = machine({ ...secrets, ...given })
    const before = memory.picture()
    const { problems, changes } = await run(authorizedKeys, { ann: ['k'] }, memory)
    t.match(problems, [{ severity: 'error', message: /is a link that root did not make/ }], title)
    t.same(changes, [], title)
    t.same(memory.picture(), before)
  }
})

t.test('links that root made, or to what is the user’s, are followed', async (t) => {
  const rows: readonly Given[] = [
    { [folder]: { target: '/srv/keys' }, '/srv/keys': {} },
    { [folder]: { target: '/srv/keys', uid: 7 }, '/srv/keys': { uid: 7 } },
  ]
  for (const given of rows) {
    const memory = machine(given)
    const { problems } = await run(authorizedKeys, { ann: ['k'] }, memory)
    t.same(problems, [])
    t.equal(memory.text('/srv/keys/authorized_keys'), 'k\n')
    t.match(memory.now.stat('/srv/keys'), { uid: 7, gid: 8 })
  }
})

t.test('what is in the way is said', async (t) => {
  const rows: readonly [given: Given, reason: RegExp][] = [
    [{ [folder]: 'file' }, /\.ssh is no folder/],
    [{ [folder]: { target: '/nothing' } }, /is a link to nothing/],
    [{ '/home/ann': 'file' }, /the home \/home\/ann is no folder/],
    [{ [file]: {} }, /is a directory/],
  ]
  for (const [given, reason] of rows) {
    const { problems } = await run(authorizedKeys, { ann: ['k'] }, machine(given))
    t.match(problems, [{ severity: 'error', message: reason }])
  }
})
