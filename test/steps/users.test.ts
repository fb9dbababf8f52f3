import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { isHashOf } from '../../src/core/accounts/sha512-crypt.ts'
import { toBytes } from '../../src/core/go-string.ts'
import { type User, users } from '../../src/steps/users.ts'
import { type Given, Memory, run, today } from './accounts/memory.ts'

const base = {
  '/etc/group': 'root:x:0:\nwheel:x:998:alice\nalice:x:1000:\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000:A:/home/alice:/bin/sh\n',
  '/etc/shadow': { content: 'root:*:19500::::::\nalice:!:19500:1:90:14:30::\n', mode: 0o640, gid: 42 },
  '/home/alice': { mode: 0o750, uid: 1000, gid: 1000 },
}

const machine = (given: Given = {}) => new Memory({ ...base, ...given })
const line = (memory: Memory, file: string, name: string) =>
  memory
    .text(`/etc/${file}`)
    ?.split('\n')
    .find((line) => line.startsWith(`${name}:`))

t.test('a new user is made with group, shadow line, home and keys', async (t) => {
  const memory = machine()
  const { problems } = await run(users, { bob: { groups: ['wheel'], ssh_authorized_keys: ['k1'] } }, memory)
  t.same(problems, [])
  t.equal(line(memory, 'group', 'bob'), 'bob:x:1001:bob')
  t.equal(line(memory, 'group', 'wheel'), 'wheel:x:998:alice,bob')
  t.equal(line(memory, 'passwd', 'bob'), 'bob:x:1001:1001:Created by entities:/home/bob:/bin/sh')
  t.equal(line(memory, 'shadow', 'bob'), `bob:*:${today}::::::`)
  t.match(memory.now.stat('/home/bob'), { type: 'directory', mode: 0o755, uid: 1001, gid: 1001 })
  t.match(memory.now.stat('/home/bob/.ssh'), { mode: 0o700, uid: 1001, gid: 1001 })
  t.match(memory.now.stat('/home/bob/.ssh/authorized_keys'), { mode: 0o600, uid: 1001, gid: 1001 })
})

t.test('the passwd line comes last, so that a run cut short can be done again', async (t) => {
  for (const cut of ['/etc/group', '/etc/shadow', '/home/bob', '/etc/passwd']) {
    const memory = machine()
    memory.broken.add(cut)
    await run(users, { bob: { passwd: '*' } }, memory)
    t.equal(line(memory, 'passwd', 'bob') === undefined, cut !== '/home/bob', cut)
    memory.broken.clear()
    await run(users, { bob: { passwd: '*' } }, memory)
    const whole = machine()
    await run(users, { bob: { passwd: '*' } }, whole)
    if (cut !== '/home/bob')
      t.same(memory.picture(), whole.picture(), `${cut}: the next run ends where an uncut one does`)
  }
})

t.test(
  'account files keep mode and owner, are locked in the order of the shadow tools, flushed and kept secret',
  async (t) => {
    const memory = machine()
    const { changes } = await run(users, { bob: { passwd: '$6$hush$hush' } }, memory)
    t.match(memory.now.stat('/etc/shadow'), { mode: 0o640, uid: 0, gid: 42 })
    t.same(memory.locksHeld, ['/etc/passwd', '/etc/group', '/etc/shadow'])
    t.equal(changes[0]?.kind, 'hold-lock', 'locked before anything is written')
    const writes = changes.filter((change) => change.kind === 'write-file')
    t.same(
      writes.map(({ path, sync, secret }) => [path, sync, secret]),
      [
        ['/etc/group', true, undefined],
        ['/etc/shadow', true, true],
        ['/etc/passwd', true, undefined],
      ],
    )
  },
)

t.test('without the lock nothing is written', async (t) => {
  const memory = machine()
  memory.broken.add('/etc/group')
  const before = memory.picture()
  const { failures } = await run(users, { bob: {} }, memory)
  t.equal(failures.length, 1)
  t.same(memory.picture(), before)
})

t.test('users are made in the order of their names', async (t) => {
  const memory = machine()
  await run(users, { zed: {}, Max: {}, kim2: {}, kim10: {}, _svc: {} }, memory)
  t.match(
    memory.text('/etc/passwd'),
    /Max:x:1001:.*\n_svc:x:1002:.*\nkim10:x:1003:.*\nkim2:x:1004:.*\nzed:x:1005:/,
  )
})

t.test('passwords', async (t) => {
  const rows: readonly [title: string, user: User, expected: string | RegExp][] = [
    ['none: no login by password', {}, '*'],
    ['an empty one stays empty', { passwd: '' }, ''],
    ['a locked one', { passwd: '$6$a$b', lock_passwd: true }, '!'],
    ['locked without one', { lock_passwd: true }, '!'],
    ['a hash', { passwd: '$y$j9T$a$b' }, '$y$j9T$a$b'],
    ['plain text', { passwd: 'a:b' }, /^\$6\$[0-9A-Za-z]{8}\$/],
  ]
  for (const [title, user, expected] of rows) {
    const memory = machine()
    await run(users, { bob: user }, memory)
    t.match(line(memory, 'shadow', 'bob')?.split(':')[1], expected, title)
  }
})

t.test('of an existing user only the password is set', async (t) => {
  const memory = machine()
  const ignored = { gecos: 'x', homedir: '/x', shell: '/x', uid: '5', groups: ['wheel'], lock_passwd: true }
  const { changes } = await run(users, { alice: { ...ignored, passwd: '$6$a$b' } }, memory)
  t.equal(line(memory, 'shadow', 'alice'), `alice:$6$a$b:${today}:1:90:14:30::`)
  t.same(
    changes.map(({ kind }) => kind),
    ['hold-lock', 'hold-lock', 'hold-lock', 'write-file'],
  )
  t.same((await run(users, { alice: { ...ignored, passwd: '' }, root: {} }, machine())).changes, [])
})

t.test('a plain password that is set already stays, so that a second run changes nothing', async (t) => {
  const memory = machine()
  await run(users, { alice: { passwd: 'secret' } }, memory)
  const hash = line(memory, 'shadow', 'alice')?.split(':')[1] ?? ''
  t.ok(await isHashOf(hash, toBytes('secret')))
  const again = await run(users, { alice: { passwd: 'secret' } }, memory)
  t.notOk(again.changes.some(({ kind }) => kind === 'write-file'))
  await run(users, { alice: { passwd: 'other' } }, memory)
  t.not(line(memory, 'shadow', 'alice')?.split(':')[1], hash)
})

t.test('a password that cannot be set ends the users part', async (t) => {
  const memory = machine({ '/etc/shadow': 'broken\n' })
  const { problems } = await run(users, { alice: { passwd: '*' }, bob: {} }, memory)
  t.match(problems, [
    { severity: 'error', at: ['alice', 'passwd'], message: /line 1 does not have nine fields/ },
  ])
  t.equal(line(memory, 'passwd', 'bob'), undefined)
})

t.test('a user that cannot be made does not stop the others', async (t) => {
  const memory = machine()
  const { problems } = await run(
    users,
    { amy: { primary_group: 'ghosts' }, bob: {}, eve: { uid: 'abc' } },
    memory,
  )
  t.match(problems, [
    { severity: 'error', at: ['amy'], message: 'user amy: primary_group ghosts does not exist' },
    { severity: 'error', at: ['eve'], message: 'user eve: uid abc is no user id' },
  ])
  t.ok(line(memory, 'passwd', 'bob'))
  t.ok(line(memory, 'group', 'eve'), 'as in yip, the group was there before the uid was looked at')
  t.notOk(line(memory, 'passwd', 'eve'))
})

t.test('defaults for home and shell', async (t) => {
  const rows: readonly [file: string, expected: string][] = [
    ['HOME=/people\nexport SHELL="/bin/bash"\n', '/people/bob:/bin/bash'],
    ['HOME=\n', '/home/bob:/bin/sh'],
  ]
  for (const [file, expected] of rows) {
    const memory = machine({ '/etc/default/useradd': file })
    await run(users, { bob: {} }, memory)
    t.equal(line(memory, 'passwd', 'bob'), `bob:x:1001:1001:Created by entities:${expected}`)
  }
  const memory = machine({ '/etc/default/useradd': 'SHELL="/bin/bash\n' })
  const { problems } = await run(users, { bob: {} }, memory)
  t.match(problems, [{ severity: 'error', message: /\/etc\/default\/useradd/ }])
  t.equal(memory.text('/etc/group'), base['/etc/group'])
})

t.test('homes', async (t) => {
  const memory = machine({
    '/srv/have': { mode: 0o711 },
    '/srv/theirs': { mode: 0o700, uid: 1777, gid: 5 },
    '/srv/file': { content: '', uid: 1500 },
    '/srv/link': { target: '/srv/nothing' },
  })
  const { problems } = await run(
    users,
    {
      a: { homedir: '/srv/x/y' },
      b: { homedir: '/srv/have', uid: '1600' },
      c: { homedir: '/srv/theirs' },
      e: { homedir: '/srv/none', no_create_home: true },
      f: { homedir: '/srv/file' },
      g: { homedir: '/srv/file/sub' },
      h: { homedir: '/srv/link' },
    },
    memory,
  )
  t.match(memory.now.stat('/srv/x'), { mode: 0o755, uid: 0, gid: 0 })
  t.match(memory.now.stat('/srv/x/y'), { mode: 0o755, uid: 1001, gid: 1001 })
  t.match(memory.now.stat('/srv/have'), { mode: 0o711, uid: 1600, gid: 1002 })
  t.match(memory.now.stat('/srv/theirs'), { mode: 0o700, uid: 1777, gid: 1003 })
  t.equal(memory.now.stat('/srv/none'), undefined)
  t.match(memory.now.stat('/srv/file'), { type: 'file', uid: 1500, gid: 1005 })
  t.match(problems, [
    { severity: 'warning', message: '/srv/file/sub cannot be made: /srv/file is no folder' },
    { severity: 'warning', message: '/srv/link cannot be made: /srv/link is no folder' },
  ])
})

t.test('a home that belongs to root does not make the user root', async (t) => {
  const memory = machine({ '/home/eve': {} })
  await run(users, { eve: {} }, memory)
  t.match(memory.now.stat('/home/eve'), { uid: 1001, gid: 1001 })
})

t.test('what belongs to root and to others is not given away when nobody asked for it', async (t) => {
  for (const homedir of ['/', '/root']) {
    const memory = machine({ '/root': {} })
    const { problems } = await run(users, { eve: { homedir } }, memory)
    t.match(problems, [{ severity: 'warning', message: `${homedir} keeps its owner` }])
    t.match(memory.now.stat(homedir), { uid: 0, gid: 0 })
    t.match(line(memory, 'passwd', 'eve'), /^eve:x:1001:1001:/)
  }
})

t.test('a uid shared with the owner of the home is told', async (t) => {
  const { problems } = await run(users, { bob: { homedir: '/home/alice' } }, machine())
  t.match(problems, [
    { severity: 'warning', message: 'user bob: shares uid 1000 with alice, who owns the home folder' },
  ])
})

t.test('keys that cannot be added do not fail the users part', async (t) => {
  const { problems } = await run(
    users,
    { bob: { no_create_home: true, ssh_authorized_keys: ['k'] } },
    machine(),
  )
  t.match(problems, [{ severity: 'warning', message: /home folder/ }])
})

t.test('a secret is in no message', async (t) => {
  const { problems } = await run(
    users,
    { bob: { passwd: '$hunter2:' }, alice: { passwd: '!hunter2\n' } },
    machine(),
  )
  t.equal(problems.length, 1, 'the first failure of an existing user ends the part')
  t.notMatch(JSON.stringify(problems), 'hunter2')
})

const name = fc.constantFrom('root', 'alice', 'bob', 'eve', 'zed', 'wheel', 'games')
const id = fc.constantFrom('0', '5', '999', '1000', '1001', '1003', '65534')
const word = fc.constantFrom('', 'x', 'A B,,', 'é\udcff', '/y', '# y')
const lines = (row: fc.Arbitrary<readonly string[]>) =>
  fc.array(row, { maxLength: 6 }).map((rows) => rows.map((fields) => `${fields.join(':')}\n`).join(''))
const accountFiles = fc.record({
  passwd: lines(
    fc
      .tuple(name, word, id, id, word, word)
      .map(([name, ...fields]) => [name, ...fields.slice(0, 4), `/home/${name}`, ...fields.slice(4)]),
  ),
  group: lines(fc.tuple(name, word, id, fc.constantFrom('', 'bob', 'eve,zed'))),
  shadow: lines(fc.tuple(name, word, id, word).map((fields) => [...fields, '', '', '', '', ''])),
  ended: fc.boolean(),
})
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const someUsers = fc
  .dictionary(
    name,
    fc.record({
      passwd: optional(fc.constantFrom('', '*', 'pw', '$6$a$b')),
      uid: optional(fc.constantFrom('', '7', '1001', 'abc')),
      groups: optional(fc.array(name, { maxLength: 3 })),
      primary_group: optional(name),
      homedir: optional(fc.constantFrom('/srv', '/a/b')),
      no_create_home: optional(fc.boolean()),
      ssh_authorized_keys: optional(fc.array(fc.constantFrom('k1', 'k2'), { maxLength: 2 })),
    }),
    { maxKeys: 4 },
  )
  .map((entries) => {
    const wanted: Record<string, User> = {}
    for (const [name, { homedir, ...user }] of Object.entries(entries)) {
      const given = { ...user, ...(homedir !== undefined && { homedir: `${homedir}/${name}` }) }
      wanted[name] = Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      ) as User
    }
    return wanted
  })

const namesIn = (text: string) => text.split('\n').flatMap((line) => (line === '' ? [] : line.split(':', 1)))

t.test(
  'whatever the files hold: what is not meant survives, byte for byte, and a second run changes nothing',
  async () => {
    const property = fc.asyncProperty(accountFiles, someUsers, async ({ ended, ...texts }, wanted) => {
      const files = Object.entries(texts).map(
        ([file, text]) => [file, ended ? text : text.replace(/\n$/, '')] as const,
      )
      const memory = new Memory(Object.fromEntries(files.map(([file, text]) => [`/etc/${file}`, text])))
      const first = await run(users, wanted, memory)
      for (const [file, before] of files) {
        const after = memory.text(`/etc/${file}`) ?? ''
        const isMeant = (line: string) =>
          file === 'group' || Object.hasOwn(wanted, line.split(':', 1)[0] as string)
        const others = (text: string) => text.split('\n').filter((line) => line !== '' && !isMeant(line))
        assert.deepEqual(others(after), others(before))
        const [old, now] = [namesIn(before), namesIn(after)]
        assert.deepEqual(now.slice(0, old.length), old, 'order stays')
        const added = now.slice(old.length)
        assert.equal(
          new Set([...added, ...old]).size,
          added.length + new Set(old).size,
          'no name is there twice by us',
        )
      }
      if (first.failures.length > 0 || first.problems.some(({ severity }) => severity === 'error')) return
      const settled = memory.picture()
      const second = await run(users, wanted, memory)
      assert.deepEqual(memory.picture(), settled)
      assert.deepEqual(
        second.changes.filter(({ kind }) => kind !== 'hold-lock'),
        [],
        'nothing is even asked for',
      )
    })
    await fc.assert(property, { numRuns: Number(process.env.FUZZ_RUNS ?? 200) })
  },
)
