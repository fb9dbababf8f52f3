import t from 'tap'
import { ownerByName } from '../../../src/core/accounts/owner.ts'

const passwd = `# comment
broken:x:1
root:x:0:0:root:/root:/bin/sh
  app:x:1001:1002::/srv:/bin/false
nan:x:x:1::/:/bin/sh
nan:x:7:8::/:/bin/sh
+nis:x:9:9::/:/bin/sh
`
const group = 'root:x:0:\nstaff:x:50:app\n'

t.test('owners are looked up by name, never by number', (t) => {
  for (const [owner, expected] of [
    ['root', { uid: 0, gid: 0 }],
    ['app', { uid: 1001, gid: 1002 }],
    ['app:staff', { uid: 1001, gid: 50 }],
    ['app:staff:more', { uid: 1001, gid: 50 }],
    ['nan', { uid: 7, gid: 8 }],
    ['ghost', { unknown: 'user ghost' }],
    ['broken', { unknown: 'user broken' }],
    ['+nis', { unknown: 'user +nis' }],
    ['0:0', { unknown: 'user 0' }],
    ['app:', { unknown: 'group ' }],
    ['app:ghosts', { unknown: 'group ghosts' }],
    [':staff', { unknown: 'user ' }],
  ] as const) {
    t.strictSame(ownerByName(owner, passwd, group), expected, owner)
  }
  t.end()
})
