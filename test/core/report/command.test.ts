import t from 'tap'
import { cutAtBlank, describeCommand, shownErrors } from '../../../src/core/report/command.ts'

const shown = (shell: string) => describeCommand({ command: { shell } })
const errors = (shell: string, stderr: string) => shownErrors({ command: { shell } }, stderr)

t.test('a command is shown by its first line', async (t) => {
  for (const [command, words] of [
    ['date', '`date`'],
    ['\n  date +%s  \n', '`date +%s`'],
    ['a\nb', '`a …`'],
    ['', '``'],
    ['systemctl daemon-reload', '`systemctl daemon-reload`'],
    ['cat /etc/passwd | wc -l', '`cat /etc/passwd | wc -l`'],
    ['curl -sfL https://get.example.org | sh -', '`curl -sfL https://get.example.org | sh -`'],
    ['git clone https://u:SECRET@host/x.git', '`git clone https://host/x.git`'],
  ] as const) {
    t.equal(shown(command), words)
  }
})

t.test('of one that may hold a secret only the program is shown', async (t) => {
  const rest = '…` (the rest is not shown: it may hold a secret)'
  for (const command of [
    "echo 'root:SECRET' | chpasswd",
    'chpasswd <<EOF\nroot:SECRET\nEOF',
    'passwd --stdin root <<< SECRET',
    'usermod -p SECRET root',
    'useradd -p SECRET kim',
    'curl -u me:SECRET https://host/',
    'curl -sSu me:SECRET https://host/',
    'curl \\\n  -H "X-Key: SECRET" https://host/',
    'curl https://host/ --user me:SECRET',
    'wget --header "Authorization: SECRET" https://host/',
    'wget --http-password=SECRET https://host/',
    'mytool --token SECRET',
    'mytool --api-key=SECRET',
    'mysql --password=SECRET',
    'echo -n SECRET | cryptsetup luksOpen /dev/x y',
    'openssl passwd -6 SECRET',
    'TOKEN=SECRET ./install.sh',
    'export AWS_SECRET_ACCESS_KEY=SECRET; ./run',
  ]) {
    t.notMatch(shown(command), 'SECRET', command)
    t.match(shown(command), /may hold a secret\)$/)
  }
  t.equal(shown('usermod -p SECRET root'), `\`usermod ${rest}`)
  t.equal(shown('TOKEN=SECRET run'), 'a command (not shown: it may hold a secret)')
  t.equal(
    describeCommand({ command: { shell: 'systemd-firstboot --x=SECRET' }, secret: true }),
    `\`systemd-firstboot ${rest}`,
  )
})

t.test('a very long line is cut between words', async (t) => {
  const line = `echo ${'word '.repeat(1000)}`
  t.match(shown(line), /^`echo (word )+…`$/)
  t.ok(shown(line).length < 1010)
  t.equal(cutAtBlank('one two three', 9), 'one two')
  t.equal(cutAtBlank('onetwothree', 5), 'onetw')
})

t.test('of errors the last lines are kept', async (t) => {
  t.equal(errors('x', 'short\n'), 'short\n')
  const long = Array.from({ length: 1000 }, (_, i) => `line ${i}\n`).join('')
  t.match(errors('x', long), /^…line \d+\n[\s\S]*line 999\n$/)
  t.ok(errors('x', long).length <= 2001)
  t.ok(errors('x', 'x'.repeat(9000)).length <= 2001)
})

t.test('what a command repeats of its own secrets is hidden in its errors', async (t) => {
  for (const [command, stderr] of [
    ["echo 'root:SECRET-1' | chpasswd", 'chpasswd: line 1: bad SECRET-1'],
    ['usermod -p SECRET-1 root', 'bad: SECRET-1'],
    ['mysql -pSECRET-1 # the password', 'no SECRET-1'],
    ['mysql --password=SECRET-1', 'no SECRET-1'],
    ['PASSWORD="SECRET-1" run', 'sh: SECRET-1: not found'],
    ['chpasswd <<EOF\nroot:SECRET-1\nEOF', 'root:SECRET-1'],
    ['curl -u "me:SECRET-1" https://host/', 'curl: bad SECRET-1'],
    ['git clone https://me:SECRET-1@host/x', "fatal: could not read 'https://me:SECRET-1@host/x', SECRET-1"],
    ['git clone https://SECRET-1@host/x', 'SECRET-1 expired'],
    ['harmless', 'see https://u:SECRET-1@host/x'],
  ] as const) {
    t.notMatch(errors(command, stderr), 'SECRET-1', command)
    t.not(errors(command, stderr), '')
  }
  t.equal(errors("echo 'root:SECRET' | chpasswd", 'sh: 1: chpasswd: not found'), 'sh: 1: chpasswd: not found')
  t.equal(shownErrors({ command: { shell: 'x' }, secret: true }, 'anything'), '')
})
