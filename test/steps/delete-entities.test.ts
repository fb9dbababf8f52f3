import t from 'tap'
import { deleteEntities } from '../../src/steps/delete-entities.ts'
import { Memory, run } from './accounts/memory.ts'

const base = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000:A:/home/ann:/bin/sh\nbob:x:1:1:::\n',
  '/etc/group': 'root:x:0:\nwheel:!:10:ann\nusers:x:100:\n',
  '/etc/shadow': 'root:*:19500:0:99999:7:::\nann:!:19000:1:90:14:30::r\n',
  '/etc/gshadow': 'root:*::\nwheel:!:a:ann\n',
}
const remove = (memory: Memory, ...entities: readonly object[]) =>
  run(
    deleteEntities,
    entities.map((fields) => ({ entity: JSON.stringify(fields) })),
    memory,
  )

t.test(
  'users, shadow and gshadow entries go when the whole line is spelled out, groups by name',
  async (t) => {
    const ann = { kind: 'user', username: 'ann', password: 'x', uid: 1000, gid: 1000, info: 'A' }
    const aging = { minimum_changed: 1, maximum_changed: 90, warn: 14, inactive: 30 }
    const rows: readonly [fields: object, file: keyof typeof base, line: string][] = [
      [
        { ...ann, homedir: '/home/ann', shell: '/bin/sh' },
        '/etc/passwd',
        'ann:x:1000:1000:A:/home/ann:/bin/sh\n',
      ],
      [{ kind: 'user', username: 'bob', password: 'x', uid: 1, gid: 1 }, '/etc/passwd', 'bob:x:1:1:::\n'],
      [
        { kind: 'shadow', username: 'ann', password: '!', last_changed: 19000, ...aging, reserved: 'r' },
        '/etc/shadow',
        'ann:!:19000:1:90:14:30::r\n',
      ],
      [
        { kind: 'gshadow', name: 'wheel', password: '!', administrators: 'a', members: 'ann' },
        '/etc/gshadow',
        'wheel:!:a:ann\n',
      ],
      [{ kind: 'group', group_name: 'wheel', gid: 5 }, '/etc/group', 'wheel:!:10:ann\n'],
    ]
    for (const [fields, file, line] of rows) {
      const memory = new Memory(base)
      const { problems } = await remove(memory, fields)
      t.same(problems, [])
      t.equal(memory.text(file), base[file].replace(line, ''), JSON.stringify(fields))
    }
  },
)

t.test('what is not there, or not just so, stays without a failure', async (t) => {
  const rows: readonly object[] = [
    { kind: 'user', username: 'ann' },
    { kind: 'user', username: 'b', password: 'x', uid: 1, gid: 1 },
    { kind: 'user', username: 'ob', password: 'x', uid: 1, gid: 1 },
    { kind: 'user', username: 'a:b' },
    { kind: 'user' },
    { kind: 'shadow', username: 'ann', password: '!' },
    { kind: 'shadow' },
    { kind: 'gshadow', name: 'wheel' },
    { kind: 'group', group_name: 'nosuch' },
    { kind: 'group', group_name: '' },
    { kind: 'group' },
  ]
  for (const fields of rows) {
    const memory = new Memory(base)
    const { problems, changes } = await remove(memory, fields)
    t.same(problems, [], JSON.stringify(fields))
    t.notOk(changes.some(({ kind }) => kind === 'write-file'))
  }
})

t.test('a missing file and an unknown kind fail, the next one goes on', async (t) => {
  const memory = new Memory(base)
  const { problems } = await run(
    deleteEntities,
    [
      { path: '/srv/none', entity: 'kind: user\nusername: a\n' },
      { path: '/etc/passwd', entity: 'kind: x\n' },
      { path: '/etc', entity: 'kind: user\n' },
      { path: '/etc/group', entity: 'kind: group\ngroup_name: users\n' },
    ],
    memory,
  )
  t.match(problems, [
    { severity: 'error', at: [1, 'entity'], message: 'kind x is not known' },
    { severity: 'error', at: [0], message: '/srv/none: it does not exist' },
    { severity: 'error', at: [2], message: /^\/etc: / },
  ])
  t.equal(memory.text('/etc/group'), 'root:x:0:\nwheel:!:10:ann\n')
})
