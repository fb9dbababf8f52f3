import t from 'tap'
import { ensurePasswdEntry, freeUid, readPasswd } from '../../../src/core/accounts/passwd.ts'

const bob = { name: 'bob', password: 'x', uid: '7', gid: '8', info: 'Bob', home: '/b', shell: '/s' }
const root = 'root:x:0:0:root:/root:/bin/sh\n'

t.test('a new entry goes to the end', (t) => {
  t.same(ensurePasswdEntry(root, bob), { ok: true, text: `${root}bob:x:7:8:Bob:/b:/s\n` })
  t.same(ensurePasswdEntry('', bob), { ok: true, text: 'bob:x:7:8:Bob:/b:/s\n' })
  t.end()
})

t.test('every line of that name is replaced, others stay even when they are no accounts', (t) => {
  const text = `# x\nbob:x:1:1:::\n${root}bob:broken\n`
  t.same(ensurePasswdEntry(text, bob), {
    ok: true,
    text: `# x\nbob:x:7:8:Bob:/b:/s\n${root}bob:x:7:8:Bob:/b:/s\n`,
  })
  t.end()
})

t.test('nothing is added to a file with a line that is no account, and the line is named', (t) => {
  for (const odd of ['# x', '', '+::::::', 'a:x:one:1:::', 'a:b']) {
    const edit = ensurePasswdEntry(`${root}${odd}\n`, bob)
    t.match(edit, { ok: false, reason: /^line 2 is no account/ }, odd)
  }
  t.end()
})

t.test('a field with a colon is refused', (t) => {
  t.match(ensurePasswdEntry(root, { ...bob, info: 'a:b' }), { ok: false, reason: /description/ })
  t.end()
})

t.test('a free uid is one that no line has, however it is written', (t) => {
  t.equal(freeUid(readPasswd('a:x:1000:0:::\nb:x:01001:0:::\nc:x:+1002:0:::\na:x:1003:0:::\n')), '1004')
  t.end()
})
