import t from 'tap'
import { ownerByName } from '../../../src/core/accounts/owner.ts'

const passwd = 'root:x:0:0::/root:/bin/sh\nann:x:7:8::/:/s\n'
const group = 'root:x:0:\nwheel:x:10:\n'

t.test('an owner is a user with its group, or a user and a group', (t) => {
  t.same(ownerByName('ann', passwd, group), { uid: 7, gid: 8 })
  t.same(ownerByName('ann:wheel', passwd, group), { uid: 7, gid: 10 })
  t.end()
})

t.test('unknown names are told, and numbers are names', (t) => {
  t.same(ownerByName('bob', passwd, group), { unknown: 'user bob' })
  t.same(ownerByName('7:10', passwd, group), { unknown: 'user 7' })
  t.same(ownerByName('ann:10', passwd, group), { unknown: 'group 10' })
  t.same(ownerByName('', passwd, group), { unknown: 'user ' })
  t.end()
})
