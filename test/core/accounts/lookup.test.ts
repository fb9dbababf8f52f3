import t from 'tap'
import { gidOfGroup, hasUser } from '../../../src/core/accounts/lookup.ts'

t.test('a user is found among comments, blanks and broken lines', (t) => {
  const passwd = '# users\n\nbroken\n  bob:x:1:1::/:/bin/sh  \nzed:x:2:2::/:/s:more:fields\n'
  t.ok(hasUser(passwd, 'bob'))
  t.ok(hasUser(passwd, 'zed'))
  t.notOk(hasUser(passwd, 'broken'))
  t.notOk(hasUser('', 'bob'))
  t.end()
})

t.test('lines with too few fields, bad ids or NIS marks are nobody', (t) => {
  for (const line of ['bob:x:1:1::/', 'bob:x:a:1::/:', 'bob:x:1:::/:', '+bob:x:1:1::/:', '-bob:x:1:1::/:']) {
    t.notOk(hasUser(line, 'bob'), line)
    t.notOk(hasUser(line, '+bob'), line)
    t.notOk(hasUser(line, '-bob'), line)
  }
  t.notOk(hasUser(':x:1:1::/:', ''))
  t.end()
})

t.test('the first usable group of a name gives the gid', (t) => {
  const group = '#wheel:x:1:\nwheel:x:none:\nwheel:x\n wheel:x:010:a\nwheel:x:11:\n+wheel:x:12:\n'
  t.equal(gidOfGroup(group, 'wheel'), '10')
  t.equal(gidOfGroup(group, '+wheel'), undefined)
  t.equal(gidOfGroup(group, 'audio'), undefined)
  t.end()
})
