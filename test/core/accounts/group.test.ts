import t from 'tap'
import { addMember, ensureGroup } from '../../../src/core/accounts/group.ts'

const file = 'root:x:0:\nwheel:!:10:ann,bob\naudio::63:\n'
const wanted = (rest: object) => ({ name: 'wheel', password: '', members: '', ...rest })

t.test('members are added behind those that are there, each once', (t) => {
  const rows: readonly [members: string, line: string][] = [
    ['', 'wheel:!:10:ann,bob'],
    ['carl', 'wheel:!:10:ann,bob,carl'],
    ['bob,ann', 'wheel:!:10:ann,bob'],
    ['x,,y,x', 'wheel:!:10:ann,bob,x,y'],
  ]
  for (const [members, line] of rows) {
    const text = file.replace('wheel:!:10:ann,bob', line)
    t.same(ensureGroup(file, wanted({ members })), { ok: true, text }, members)
  }
  t.end()
})

t.test('a group without members takes the given ones as they are', (t) => {
  const edit = ensureGroup(file, wanted({ name: 'audio', members: 'a,,a' }))
  t.same(edit, { ok: true, text: file.replace('63:', '63:a,,a') })
  t.end()
})

t.test('password and gid change only when given', (t) => {
  const edit = ensureGroup(file, wanted({ password: 'x', gid: '11' }))
  t.same(edit, { ok: true, text: file.replace('wheel:!:10', 'wheel:x:11') })
  t.end()
})

t.test('a negative gid keeps the one that is there, and is a free one for a new group', (t) => {
  t.same(ensureGroup(file, wanted({ gid: '-1' })), { ok: true, text: file })
  const edit = ensureGroup(
    `${file}a:x:1000:\na:x:1001:\n`,
    wanted({ name: 'new', gid: '-7', members: 'ann' }),
  )
  t.same(edit, { ok: true, text: `${file}a:x:1000:\na:x:1001:\nnew::1002:ann\n` })
  t.end()
})

t.test('a new group without gid gets none, as yip does', (t) => {
  t.same(ensureGroup(file, wanted({ name: 'new' })), { ok: true, text: `${file}new:::\n` })
  t.end()
})

t.test('several lines of a name each get what those above have', (t) => {
  const edit = ensureGroup('a:x:5:ann\nb:x:6:\na:y:7:bob\n', { name: 'a', password: '', members: 'carl' })
  t.same(edit, { ok: true, text: 'a:x:5:ann,carl\nb:x:6:\na:x:5:bob,ann,carl\n' })
  t.end()
})

t.test('a file with a line that is no group is left alone, and the line is named', (t) => {
  for (const odd of ['', '# x', '+:::', 'a:x::', 'a:x:1', 'a:x:1:b:c']) {
    t.match(ensureGroup(`${file}${odd}\n`, wanted({})), { ok: false, reason: /^line 4 is no group/ }, odd)
  }
  t.end()
})

t.test('a full range is said', (t) => {
  const full = Array.from({ length: 59001 }, (_, i) => `g${i}:x:${1000 + i}:\n`).join('')
  t.match(ensureGroup(full, wanted({ gid: '-1' })), { ok: false, reason: /no gid/ })
  t.end()
})

t.test('fields that would break the line are refused for new and existing groups', (t) => {
  t.match(ensureGroup(file, wanted({ members: 'a\nroot' })), { ok: false, reason: /member list/ })
  t.match(ensureGroup(file, wanted({ name: 'new', password: 'a:b' })), {
    ok: false,
    reason: /group password/,
  })
  t.end()
})

t.test('a member is added to every line of the name, which keeps all else', (t) => {
  const text = 'a:x:5:ann\nb:x:6:\na:!:007:\n'
  t.equal(addMember(text, 'a', 'bob'), 'a:x:5:ann,bob\nb:x:6:\na:!:007:bob\n')
  t.equal(addMember(text, 'a', 'ann'), 'a:x:5:ann\nb:x:6:\na:!:007:ann\n')
  t.equal(addMember(text, 'ghosts', 'ann'), text)
  t.end()
})
