import t from 'tap'
import { type NewAccount, planNewAccount } from '../../../src/core/accounts/new-account.ts'

const files = {
  group: 'root:x:0:\nwheel:x:10:ann\naudio:x:63:\n',
  passwd: 'root:x:0:0::/root:/bin/sh\n',
  shadow: 'root:*:19500::::::\n',
}
const bob: NewAccount = {
  name: 'bob',
  uid: '',
  primaryGroup: '',
  groups: [],
  info: '',
  home: '/home/bob',
  shell: '/bin/sh',
  password: '*',
  day: '20000',
  homeOwner: undefined,
}

t.test('a new account gets a group, a passwd and a shadow line of its own', (t) => {
  t.same(planNewAccount(bob, files), {
    files: {
      group: `${files.group}bob:x:1000:bob\n`,
      passwd: `${files.passwd}bob:x:1000:1000:Created by entities:/home/bob:/bin/sh\n`,
      shadow: `${files.shadow}bob:*:20000::::::\n`,
    },
    ids: { uid: 1000, gid: 1000, sharedWith: undefined },
  })
  t.end()
})

t.test('where the uid comes from', (t) => {
  const passwd = `${files.passwd}ann:x:1000:1000::/:/s\n`
  const rows: readonly [title: string, account: Partial<NewAccount>, passwd: string, uid: number][] = [
    ['given, also when taken', { uid: '01000', homeOwner: 5 }, passwd, 1000],
    ['given as 0, on purpose', { uid: '0' }, passwd, 0],
    ['the owner of the home', { homeOwner: 1888 }, passwd, 1888],
    ['not root, even if the home is his', { homeOwner: 0 }, passwd, 1001],
    ['the lowest free one', {}, passwd, 1001],
    ['that of a line the lookup cannot read', { homeOwner: 5 }, `${passwd}bob:x:77:none:::\n`, 77],
  ]
  for (const [title, account, passwd, uid] of rows) {
    t.equal(planNewAccount({ ...bob, ...account }, { ...files, passwd }).ids?.uid, uid, title)
  }
  t.end()
})

t.test('a uid that is shared because of the home is told', (t) => {
  const passwd = `${files.passwd}ann:x:1888:1::/home/ann:/s\n`
  const { ids } = planNewAccount({ ...bob, homeOwner: 1888 }, { ...files, passwd })
  t.same(ids, { uid: 1888, gid: 1000, sharedWith: 'ann' })
  t.end()
})

t.test('a group of the same name keeps its gid and gets the member', (t) => {
  const group = `${files.group}bob:!:500:eve\n`
  const plan = planNewAccount(bob, { ...files, group })
  t.equal(plan.files.group, `${files.group}bob:x:500:eve,bob\n`)
  t.equal(plan.ids?.gid, 500)
  t.end()
})

t.test('a primary group is joined, no other is made', (t) => {
  const plan = planNewAccount({ ...bob, primaryGroup: 'wheel', groups: ['wheel', 'audio', 'ghosts'] }, files)
  t.equal(plan.files.group, 'root:x:0:\nwheel:x:10:ann,bob\naudio:x:63:bob\n')
  t.equal(plan.ids?.gid, 10)
  t.end()
})

t.test('what fails late leaves what yip has done before it', (t) => {
  const group = `${files.group}bob:x:1000:bob\n`
  const passwd = `${files.passwd}bob:x:1000:1000:Created by entities:/home/bob:/bin/sh\n`
  const rows: readonly [
    title: string,
    account: Partial<NewAccount>,
    broken: object,
    left: object,
    path?: string,
  ][] = [
    ['an unknown primary group', { primaryGroup: 'ghosts' }, {}, {}],
    ['a broken group file', {}, { group: '\n' }, {}, '/etc/group'],
    ['no group file', {}, { group: undefined }, {}, '/etc/group'],
    ['a uid that is no number', { uid: 'abc' }, {}, { group }],
    ['a uid nobody can have', { uid: '4294967295' }, {}, { group }],
    ['a negative uid', { uid: '-1' }, {}, { group }],
    ['a broken passwd file', {}, { passwd: `#\n${files.passwd}` }, { group }, '/etc/passwd'],
    ['a broken passwd file, uid given', { uid: '7' }, { passwd: '\n' }, { group }, '/etc/passwd'],
    ['no passwd file', {}, { passwd: undefined }, { group }, '/etc/passwd'],
    ['a broken shadow file', { groups: ['wheel'] }, { shadow: '\n' }, { group, passwd }, '/etc/shadow'],
    ['no shadow file', {}, { shadow: undefined }, { group, passwd }, '/etc/shadow'],
  ]
  for (const [title, account, broken, left, path] of rows) {
    const plan = planNewAccount({ ...bob, ...account }, { ...files, ...broken })
    t.same(plan.files, left, title)
    t.equal(plan.ids, undefined)
    t.equal(plan.refusal?.path, path)
  }
  t.end()
})

t.test('a value that would break a line leaves everything as it is', (t) => {
  for (const bad of [
    { info: 'a:b' },
    { shell: '/s\nx:x:0:0:::' },
    { home: '/a:b' },
    { password: '$6:' },
    { name: 'a,b' },
  ]) {
    const plan = planNewAccount({ ...bob, ...bad }, files)
    t.same(plan.files, {})
    t.match(plan.refusal, { path: undefined, reason: /must not hold/ })
  }
  t.end()
})

t.test('an old shadow line is taken over with its aging fields', (t) => {
  const shadow = 'bob:$6$old$old:18000:5:60:10:20:30:r\n'
  t.equal(planNewAccount(bob, { ...files, shadow }).files.shadow, 'bob:*:20000:5:60:10:20:30:r\n')
  t.end()
})
