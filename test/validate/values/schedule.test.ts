import t from 'tap'
import { readCronLine } from '../../../src/validate/values/schedule.ts'
import { judged } from './judged.ts'

judged('lines of a system crontab', (line) => readCronLine(line)?.fault, [
  ['17 * * * * root run-parts /etc/cron.hourly'],
  ['*/5 0-6,22 1 jan-mar mon-fri root a b c'],
  ['0 4 * * 7 root x'],
  ['@daily root /usr/bin/report'],
  ['0~30 * * * * root x'],
  ['MAILTO=root'],
  ['PATH = /usr/bin'],
  ['# a comment'],
  ['   '],
  ['30 25 * * * root x', /hour `25`/, '25'],
  ['60 * * * * root x', /minute `60`/, '60'],
  ['* * 0 * * root x', /day of the month `0`/, '0'],
  ['* * * 13 * root x', /month `13`/, '13'],
  ['* * * * 8 root x', /day of the week `8`/, '8'],
  ['* * * * funday root x', /day of the week/, 'funday'],
  ['*/0 * * * * root x', /step/, '*/0'],
  ['5-1 * * * * root x', /ends before/, '5-1'],
  ['@nightly root x', /`@nightly` is no time/, '@nightly'],
  ['* * * * root', /day of the week `root`/, 'root'],
  ['* * *', /no month/],
  ['* * * * * /usr/bin/report now', /where the user belongs/, '/usr/bin/report'],
  ['* * * * * root', /no user and command/],
  ['@daily /usr/bin/report now', /where the user belongs/],
])

t.test('the user of a line, and where it stands', (t) => {
  t.strictSame(readCronLine('0 4 * * * ann /bin/x'), { user: { name: 'ann', from: 10 } })
  t.end()
})
