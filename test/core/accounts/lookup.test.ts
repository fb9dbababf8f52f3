import t from 'tap'
import { gidOfGroup, idsOfUser } from '../../../src/core/accounts/lookup.ts'

t.test('a user is found among comments, blanks and broken lines', (t) => {
  const passwd = '# users\n\nbroken\n  bob:x:1:1::/:/bin/sh  \nzed:x:2:2::/:/s:more:fields\n'
  t.same(idsOfUser(passwd, 'bob'), { uid: '1', gid: '1' })
  t.same(idsOfUser(passwd, 'zed'), { uid: '2', gid: '2' })
  t.equal(idsOfUser(passwd, 'broken'), undefined)
  t.equal(idsOfUser('', 'bob'), undefined)
  t.end()
})

t.test('lines with too few fields, bad ids or NIS marks are nobody', (t) => {
  for (const line of ['bob:x:1:1::/', 'bob:x:a:1::/:', 'bob:x:1:::/:', '+bob:x:1:1::/:', '-bob:x:1:1::/:']) {
    t.equal(idsOfUser(line, 'bob'), undefined, line)
    t.equal(idsOfUser(line, '+bob'), undefined, line)
    t.equal(idsOfUser(line, '-bob'), undefined, line)
  }
  t.equal(idsOfUser(':x:1:1::/:', ''), undefined)
  t.end()
})

t.test('the first usable group of a name gives the gid', (t) => {
  const group = '#wheel:x:1:\nwheel:x:none:\nwheel:x\n wheel:x:010:a\nwheel:x:11:\n+wheel:x:12:\n'
  t.equal(gidOfGroup(group, 'wheel'), '10')
  t.equal(gidOfGroup(group, '+wheel'), undefined)
  t.equal(gidOfGroup(group, 'audio'), undefined)
  t.end()
})
