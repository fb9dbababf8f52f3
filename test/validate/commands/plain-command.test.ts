import t from 'tap'
import { plainCommand } from '../../../src/validate/commands/plain-command.ts'

t.test('a program with literal words is a plain command', async (t) => {
  for (const [text, words, into] of [
    ['modprobe br_netfilter', ['modprobe', 'br_netfilter']],
    ['  mkdir -p "/srv/a b"\n', ['mkdir', '-p', '/srv/a b']],
    ["echo 'x y' > /etc/x", ['echo', 'x y'], '/etc/x'],
    ['sysctl -w a.b=1 # comment', ['sysctl', '-w', 'a.b=1']],
  ] as const) {
    const command = plainCommand(text)
    t.same(command?.words, words, text)
    t.equal(command?.into, into, text)
    t.equal(text.slice(command?.places[0]?.from, command?.places[0]?.to), words[0])
  }
})

t.test('whatever a shell makes more of is none', async (t) => {
  for (const text of [
    'mkdir /srv/$NAME',
    'mkdir "/srv/$NAME"',
    'mkdir /srv/{a,b}',
    'mkdir ~/a',
    'rm -f /srv/*',
    'echo `date`',
    'mkdir /a && mkdir /b',
    'mkdir /a; mkdir /b',
    'echo a | tee /etc/x',
    'sleep 9 &',
    'if true; then mkdir /a; fi',
    '! mkdir /a',
    'echo a >> /etc/x',
    'echo a > /etc/x 2> /etc/y',
    'echo a 2> /etc/x',
    'echo {{ .Values.node.hostname }} > /run/name',
    'echo "{{ .Values.node.hostname }}" > /run/name',
    "echo 'open",
    'cat <<E\nx\nE',
    '',
    '# only a comment',
  ])
    t.equal(plainCommand(text), undefined, text)
})
