import { unitNameFault, unitWordsFault } from '../../../src/validate/values/unit-name.ts'
import { judged } from './judged.ts'

judged('names of units', unitNameFault, [
  ['sshd'],
  ['sshd.service'],
  ['getty@tty1.service'],
  ['dev-disk-by\\x2dlabel-COS.device'],
  ['var-lib-app.mount'],
  ['dbus-org.freedesktop.timesync1'],
  ['snap.lxd.daemon'],
  ['org.example.app'],
  ['user@1000'],
  ['/etc/systemd/system/a.service'],
  ['backup.tmier', /`\.tmier` is no kind/, 'tmier'],
  ['backup.servce', /`\.servce` is no kind/, 'servce'],
  ['ssh.sokcet', /no kind/, 'sokcet'],
  ['a b', /a blank/, ' '],
  ['a,b', /`,`/, ','],
  ['a/b.service', /a slash/, '/'],
  ['@tty1', /nothing stands before @/],
  ['sshd.', /ends in a dot/, '.'],
  [`${'a'.repeat(256)}`, /longer than 255/],
])

judged('entries of enable', (entry) => unitWordsFault(entry, 'enable'), [
  ['sshd'],
  ['--now sshd.service chronyd'],
  ['getty@.service'],
  ['$UNIT'],
  ['a.service && true'],
  ['', /names no unit/],
  [' ', /names no unit/],
  ['--now sshd.servise', /no kind/, 'servise'],
  ['sshd,chronyd', /`,`/, ','],
])

judged('entries of start', (entry) => unitWordsFault(entry, 'start'), [
  ['getty@tty1'],
  ['getty@', /template/, 'getty@'],
  ['getty@.service', /template/, 'getty@.service'],
])
