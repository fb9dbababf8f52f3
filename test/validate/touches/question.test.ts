import t from 'tap'
import { questionOf } from '../../../src/validate/touches/question.ts'
import type { Touch } from '../../../src/validate/touches/touch.ts'

const touch = (kind: Touch['kind'], name: string, key = 'files'): Touch => ({
  kind,
  name,
  effect: 'sets',
  aspect: '',
  does: '',
  at: [key, 0],
})

t.test('a path meets itself, what is below it, and trees around it', async (t) => {
  const { word, meets } = questionOf('/etc//app/')
  t.equal(word, '/etc/app')
  t.equal(meets(touch('path', '/etc/app')), 'itself')
  t.equal(meets(touch('path', '/etc/app/conf')), 'below')
  t.equal(meets(touch('path', '/etc/apple')), undefined)
  t.equal(meets(touch('path', '/etc')), undefined, 'a folder around it is another folder')
  t.equal(meets(touch('path', '/etc', 'unpack_images')), 'around')
  t.equal(meets(touch('unit', 'app.service')), undefined)
  t.equal(questionOf('/').meets(touch('path', '/etc/app')), 'below')
})

t.test('a name meets users, units and parameters of that name', async (t) => {
  t.equal(questionOf('app').meets(touch('user', 'app')), 'itself')
  t.equal(questionOf('app').meets(touch('unit', 'app.service')), 'itself')
  t.equal(questionOf('app').meets(touch('unit', 'app.timer')), undefined)
  t.equal(questionOf('app.timer').meets(touch('unit', 'app.timer')), 'itself')
  t.equal(questionOf('vm.swappiness').meets(touch('kernel parameter', 'vm/swappiness')), 'itself')
  t.equal(questionOf('app').meets(touch('path', '/app')), undefined)
})

t.test('commands hold it as a word of its own', async (t) => {
  const holds: readonly [name: string, command: string, expected: boolean][] = [
    ['/etc/motd', 'cat /etc/motd', true],
    ['/etc/motd', 'cat "/etc/motd">/dev/null', true],
    ['/etc/motd', 'cat /etc/motd.d/x', false],
    ['/etc/motd', 'cat /sysroot/etc/motd', false],
    ['/etc/ssh', 'chmod 0600 /etc/ssh/key', true],
    ['sshd', 'systemctl restart sshd.service', true],
    ['sshd', 'systemctl restart sshd', true],
    ['sshd', 'ls /etc/sshd', false],
    ['sshd', 'systemctl restart sshd-keygen', false],
    ['sshd.service', 'systemctl restart sshd', true],
    ['admin', 'usermod -L admin', true],
    ['admin', 'usermod -L sysadmin', false],
    ['net/ipv4/ip_forward', 'sysctl -w net.ipv4.ip_forward=1', true],
    ['vm.swappiness', 'sysctl vmXswappiness', false],
  ]
  for (const [name, text, expected] of holds)
    t.equal(questionOf(name).occursIn({ text, at: [] }), expected, `${name} in: ${text}`)
})
