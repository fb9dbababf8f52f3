import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { isHashOf } from '../../src/core/accounts/sha512-crypt.ts'
import { ensureEntities } from '../../src/steps/ensure-entities.ts'
import { type Given, Memory, run, today } from './accounts/memory.ts'

const base = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000:A:/home/ann:/bin/sh\n',
  '/etc/group': 'root:x:0:\nwheel:!:10:ann\n',
  '/etc/shadow': { content: 'root:*:19500:0:99999:7:::\nann:!:19000:1:90:14:30::\n', mode: 0o640, gid: 42 },
  '/etc/gshadow': { content: 'root:*::\nwheel:!::ann\n', mode: 0o640, gid: 42 },
}
const machine = (given: Given = {}) => new Memory({ ...base, ...given })
const text = (file: keyof typeof base) => {
  const given = base[file]
  return typeof given === 'string' ? given : given.content
}

/** An entity as JSON, which is YAML. */
const entity = (fields: object) => JSON.stringify(fields)
const ensure = (memory: Memory, ...entities: readonly object[]) =>
  run(
    ensureEntities,
    entities.map((fields) => ({ entity: entity(fields) })),
    memory,
  )

t.test('lines are added or replaced in the system file of their kind', async (t) => {
  const rows: readonly [fields: object, file: keyof typeof base, expected: string][] = [
    [
      { kind: 'user', username: 'bob', password: 'x', uid: 7, gid: 8, info: 'B', homedir: '/b', shell: '/s' },
      '/etc/passwd',
      `${text('/etc/passwd')}bob:x:7:8:B:/b:/s\n`,
    ],
    [
      { kind: 'user', username: 'ann', uid: 5, gid: 6 },
      '/etc/passwd',
      'root:x:0:0:root:/root:/bin/sh\nann::5:6:Created by entities::\n',
    ],
    [
      { kind: 'user', username: 'z', password: 'x' },
      '/etc/passwd',
      `${text('/etc/passwd')}z:x:0:0:Created by entities::\n`,
    ],
    [
      { kind: 'user', username: 'dyn', uid: -1, group: 'wheel' },
      '/etc/passwd',
      `${text('/etc/passwd')}dyn::1001:10:Created by entities::\n`,
    ],
    [
      { kind: 'user', username: 'ann', password: 'x', uid: -1, gid: 3, info: 'A' },
      '/etc/passwd',
      'root:x:0:0:root:/root:/bin/sh\nann:x:1000:3:A::\n',
    ],
    [
      { kind: 'group', group_name: 'new', gid: -1, users: 'ann' },
      '/etc/group',
      `${text('/etc/group')}new::1000:ann\n`,
    ],
    [{ kind: 'group', group_name: 'new' }, '/etc/group', `${text('/etc/group')}new:::\n`],
    [{ kind: 'group', group_name: 'zero', gid: 0 }, '/etc/group', `${text('/etc/group')}zero::0:\n`],
    [
      { kind: 'group', group_name: 'wheel', gid: -1, users: 'bob,ann' },
      '/etc/group',
      'root:x:0:\nwheel:!:10:ann,bob\n',
    ],
    [
      { kind: 'group', group_name: 'wheel', gid: 11, password: 'x' },
      '/etc/group',
      'root:x:0:\nwheel:x:11:ann\n',
    ],
    [
      { kind: 'shadow', username: 'ann', password: '$6$a$b', last_changed: 'now', maximum_changed: 60 },
      '/etc/shadow',
      `root:*:19500:0:99999:7:::\nann:$6$a$b:${today}:1:60:14:30::\n`,
    ],
    [
      { kind: 'shadow', username: 'ann' },
      '/etc/shadow',
      'root:*:19500:0:99999:7:::\nann::19000:1:90:14:30::\n',
    ],
    [{ kind: 'gshadow', name: 'wheel', password: '*' }, '/etc/gshadow', 'root:*::\nwheel:*::\n'],
    [
      { kind: 'gshadow', name: 'new', administrators: 'a', members: 'b,c' },
      '/etc/gshadow',
      `${text('/etc/gshadow')}new::a:b,c\n`,
    ],
  ]
  for (const [fields, file, expected] of rows) {
    const memory = machine()
    const { problems } = await ensure(memory, fields)
    t.same(problems, [])
    t.equal(memory.text(file), expected, entity(fields))
    for (const other of Object.keys(base) as (keyof typeof base)[]) {
      if (other !== file) t.equal(memory.text(other), text(other))
    }
  }
})

t.test('what cannot be written fails, says why, and stops no other entity', async (t) => {
  const rows: readonly [fields: object, reason: RegExp][] = [
    [{ kind: 'printer' }, /kind printer is not known/],
    [{ username: 'a' }, /the entity has no kind/],
    [{ kind: ['user'] }, /`kind` must be a text/],
    [
      { kind: 'user', username: 'a', uid: 'abc' },
      /`uid` must be a whole number.* \(line 1, column \d+ of the entity\)/,
    ],
    [{ kind: 'user' }, /the user has no username/],
    [{ kind: 'group', gid: 5 }, /the group has no group_name/],
    [{ kind: 'shadow', password: '*' }, /the shadow entry has no username/],
    [{ kind: 'gshadow' }, /the gshadow entry has no name/],
    [{ kind: 'user', username: 'a', group: 'ghosts' }, /group ghosts does not exist/],
    [{ kind: 'user', username: 'a', gid: -1 }, /gid -1 is no id/],
    [{ kind: 'user', username: 'a', uid: 4294967295 }, /uid 4294967295 is no id/],
    [{ kind: 'group', group_name: 'a', gid: 2 ** 40 }, /gid 1099511627776 is no id/],
    [{ kind: 'user', username: 'a', info: 'b:c' }, /the description must not hold a colon/],
    [
      { kind: 'group', group_name: 'wheel', users: 'a\nroot::0:' },
      /the member list must not hold a line end|colon/,
    ],
  ]
  for (const [fields, reason] of rows) {
    const memory = machine()
    const { problems } = await ensure(memory, fields, { kind: 'gshadow', name: 'ok' })
    t.match(problems, [{ severity: 'error', message: reason }], entity(fields))
    t.equal(memory.text('/etc/gshadow'), `${text('/etc/gshadow')}ok:::\n`)
    for (const file of ['/etc/passwd', '/etc/group', '/etc/shadow'] as const)
      t.equal(memory.text(file), text(file))
  }
})

t.test('text that is no YAML fails with its place', async (t) => {
  const { problems } = await run(
    ensureEntities,
    [{ path: '/etc/passwd', entity: 'kind: [user\n' }, {}],
    machine(),
  )
  t.match(problems, [
    { severity: 'error', at: [0, 'entity'], message: /of the entity\)$/ },
    { severity: 'error', at: [1, 'entity'], message: 'the entity has no kind' },
  ])
})

t.test('a key that nobody reads is told', async (t) => {
  const memory = machine()
  const { problems } = await ensure(memory, { kind: 'group', group_name: 'new', user: 'ann' })
  t.match(problems, [{ severity: 'warning', message: /`user`/ }])
  t.equal(memory.text('/etc/group'), `${text('/etc/group')}new:::\n`)
})

t.test('the entity is a template, the path is not', async (t) => {
  const memory = machine({ '/srv/{{host}}': '' })
  await run(
    ensureEntities,
    [{ path: '/srv/{{host}}', entity: 'kind: group\ngroup_name: "{{host}}"\ngid: 5\n' }],
    memory,
  )
  t.equal(memory.text('/srv/{{host}}'), 'testhost::5:\n')
})

t.test('a plain password is hashed, and stays when it is set already', async (t) => {
  const memory = machine()
  const wanted = { kind: 'shadow', username: 'ann', password: 'secret' }
  await ensure(memory, wanted)
  const hash = memory.text('/etc/shadow')?.split('\n')[1]?.split(':')[1] ?? ''
  t.ok(await isHashOf(hash, Buffer.from('secret')))
  const { changes } = await ensure(memory, wanted)
  t.same(
    changes.map(({ kind }) => kind),
    ['hold-lock'],
  )
})

t.test('a path may be any file; only gshadow files are made', async (t) => {
  const memory = machine({ '/srv/pw': '' })
  const { problems, changes } = await run(
    ensureEntities,
    [
      { path: '/srv/pw', entity: entity({ kind: 'user', username: 'u' }) },
      { path: '/srv/none', entity: entity({ kind: 'user', username: 'u' }) },
      { path: 'srv/gs', entity: entity({ kind: 'gshadow', name: 'n', password: '!' }) },
      { path: '/srv', entity: entity({ kind: 'group', group_name: 'n' }) },
    ],
    memory,
  )
  t.equal(memory.text('/srv/pw'), 'u::0:0:Created by entities::\n')
  t.equal(memory.text('/srv/gs'), 'n:!::\n')
  t.match(memory.now.stat('/srv/gs'), { mode: 0o400, uid: 0, gid: 0 })
  t.match(problems, [
    { at: [1], message: '/srv/none: it does not exist' },
    { at: [3], message: /^\/srv: / },
  ])
  t.notOk(
    changes.some(({ kind }) => kind === 'hold-lock'),
    'the shadow tools have no locks for other files',
  )
})

t.test('variables name the files of an empty path, also the one where groups are looked up', async (t) => {
  const memory = machine({ '/srv/pw': '', '/srv/gr': 'devs:x:77:\n' })
  const environment = {
    ENTITY_DEFAULT_PASSWD: '/srv/pw',
    ENTITY_DEFAULT_GROUPS: '/srv/gr',
    ENTITY_DEFAULT_SHADOW: '',
  }
  const user = { entity: entity({ kind: 'user', username: 'u', group: 'devs' }) }
  const shadow = { path: '', entity: entity({ kind: 'shadow', username: 'u', password: '*' }) }
  await run(ensureEntities, [user, shadow], memory, environment)
  t.equal(memory.text('/srv/pw'), 'u::0:77:Created by entities::\n')
  t.equal(memory.text('/etc/shadow'), `${text('/etc/shadow')}u:*:::::::\n`)
})

t.test(
  'all files are locked first, in one order, written flushed, and secret ones kept secret',
  async (t) => {
    const memory = machine()
    const { changes } = await ensure(
      memory,
      { kind: 'gshadow', name: 'n' },
      { kind: 'shadow', username: 'u', password: '$hush' },
      { kind: 'user', username: 'u' },
      { kind: 'gshadow', name: 'm' },
    )
    t.same(
      changes.map((change) => [change.kind, 'path' in change && change.path]),
      [
        ['hold-lock', '/etc/passwd'],
        ['hold-lock', '/etc/shadow'],
        ['hold-lock', '/etc/gshadow'],
        ['write-file', '/etc/gshadow'],
        ['write-file', '/etc/shadow'],
        ['write-file', '/etc/passwd'],
        ['write-file', '/etc/gshadow'],
      ],
    )
    const writes = changes.filter((change) => change.kind === 'write-file')
    t.same(
      writes.map(({ sync, secret }) => [sync, secret]),
      [
        [true, true],
        [true, true],
        [true, undefined],
        [true, true],
      ],
    )
    t.match(memory.now.stat('/etc/shadow'), { mode: 0o640, gid: 42 })
  },
)

t.test('without a lock nothing is written', async (t) => {
  const memory = machine()
  memory.broken.add('/etc/group')
  const before = memory.picture()
  await ensure(memory, { kind: 'group', group_name: 'n' }, { kind: 'gshadow', name: 'n' })
  t.same(memory.picture(), before)
})

t.test('no password is in a message', async (t) => {
  const { problems } = await run(
    ensureEntities,
    [
      { entity: 'kind: shadow\nusername: u\npassword: "$hunter2:"\n' },
      { entity: 'kind: shadow\npassword: [hunter2]\n' },
      { entity: 'kind: shadow\npassword: "hunter2\n' },
      { entity: 'kind: shadow\npassword: hunter2\n' },
    ],
    machine(),
  )
  t.equal(problems.length, 4)
  t.notMatch(JSON.stringify(problems), 'hunter2')
})

const name = fc.constantFrom('root', 'ann', 'bob', 'wheel', 'x')
const field = fc.constantFrom('', 'x', 'é\udcff', '# y', 'a,b')
const members = fc.constantFrom('', 'ann', 'bob,ann', 'é')
const number = fc.constantFrom('0', '5', '007', '1000', '1001', '65534')
const kinds = {
  user: { file: '/etc/passwd', line: fc.tuple(name, field, number, number, field, field, field) },
  group: { file: '/etc/group', line: fc.tuple(name, field, number, field) },
  shadow: { file: '/etc/shadow', line: fc.tuple(name, ...Array<typeof field>(8).fill(field)) },
  gshadow: { file: '/etc/gshadow', line: fc.tuple(name, field, field, field) },
} as const
const wanted = fc.record({
  username: name,
  group_name: name,
  name,
  password: fc.constantFrom('', '*', '$6$a$b', 'plain'),
  uid: fc.constantFrom(-1, 0, 7),
  gid: fc.constantFrom(0, 7),
  users: members,
  last_changed: fc.constantFrom('', 'now'),
  members,
})
const given = fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])).chain((kind) => {
  const lines: fc.Arbitrary<readonly string[]> = kinds[kind].line
  return fc.record({
    kind: fc.constant(kind),
    text: fc.array(lines, { maxLength: 6 }).map((rows) => rows.map((row) => `${row.join(':')}\n`).join('')),
    ended: fc.boolean(),
    wanted,
  })
})

t.test(
  'whatever the file holds: lines of others survive, byte for byte, and a second run changes nothing',
  async () => {
    const property = fc.asyncProperty(given, async ({ kind, text, ended, wanted }) => {
      const { file } = kinds[kind]
      const before = ended ? text : text.replace(/\n$/, '')
      const memory = new Memory({ [file]: before })
      const known = { user: 'username', group: 'group_name', shadow: 'username', gshadow: 'name' } as const
      await ensure(memory, { kind, ...wanted })
      const after = memory.text(file) ?? ''
      const own = wanted[known[kind]]
      const others = (text: string) =>
        text.split('\n').filter((line) => line !== '' && !line.startsWith(`${own}:`))
      assert.deepEqual(others(after), others(before))
      const count = (text: string) => text.split('\n').filter((line) => line.startsWith(`${own}:`)).length
      assert.equal(count(after), Math.max(count(before), 1))
      const { changes } = await ensure(memory, { kind, ...wanted })
      assert.equal(memory.text(file), after)
      assert.deepEqual(
        changes.map(({ kind }) => kind),
        ['hold-lock'],
      )
    })
    await fc.assert(property, { numRuns: Number(process.env.FUZZ_RUNS ?? 200) })
  },
)
