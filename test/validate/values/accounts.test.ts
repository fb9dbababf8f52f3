import t from 'tap'
import { accountNameFault } from '../../../src/validate/values/account-name.ts'
import { ownerFormFault } from '../../../src/validate/values/owner.ts'
import { isSystemId, userIdFault } from '../../../src/validate/values/user-id.ts'
import { judged } from './judged.ts'

judged('names of users', (name) => accountNameFault(name, 'user'), [
  ['root'],
  ['_chrony'],
  ['systemd-network'],
  ['Ann'],
  ['j.doe'],
  ['machine$'],
  ['a'],
  ['3proxy'],
  ['{{ .Values.user }}'],
  ['', /without a name/],
  ['a:b', /must not hold a colon/],
  ['a,b', /comma/],
  ['a/b', /path/],
  ['..', /path/],
  ['+nis', /NIS/],
  ['-x', /NIS/],
  ['#root', /must not start with #/],
  ['two words', /useradd/],
  ['jörg', /useradd/],
  ['ann@example.org', /useradd/],
  ['1000', /all digits/],
  ['a'.repeat(33), /longer than 32/],
])

judged('ids of users', (uid) => userIdFault(uid, 'ann'), [
  [''],
  ['1000'],
  ['60001'],
  ['4294967294'],
  ['999'],
  ['abc', /no number/],
  ['1.5', /no number/],
  ['0x10', /no number/],
  ['-1', /outside/],
  ['4294967295', /outside/],
  ['99999999999', /outside/],
  ['0', /second root/],
  ['65534', /nobody/],
  ['65535', /no user/],
])

t.test('root and nobody keep their ids', (t) => {
  t.equal(userIdFault('0', 'root'), undefined)
  t.equal(userIdFault('65534', 'nobody'), undefined)
  t.end()
})

t.test('ids of the system', (t) => {
  for (const uid of ['1', '100', '999']) t.ok(isSystemId(uid), uid)
  for (const uid of ['0', '1000', '', 'abc', '-5']) t.notOk(isSystemId(uid), uid)
  t.end()
})

judged('owners by name', ownerFormFault, [
  ['root'],
  ['root:adm'],
  ['j.doe:users'],
  [''],
  ['{{ .Values.owner }}'],
  ['0:0', /by name/],
  ['1000', /by name/],
  ['root:0', /by name/],
  ['root:', /no group behind/],
  [':adm', /no user before/],
  ['root: adm', /blank/],
  ['root adm', /blank/],
  ['root:adm:x', /more than one colon/],
])
