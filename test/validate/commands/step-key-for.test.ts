import t from 'tap'
import { plainCommand } from '../../../src/validate/commands/plain-command.ts'
import { stepKeyFor } from '../../../src/validate/commands/step-key-for.ts'

const insteadOf = (text: string) => {
  const command = plainCommand(text)
  return command === undefined ? undefined : stepKeyFor(command)?.instead
}

t.test('commands that a key of a step replaces', async (t) => {
  for (const [text, instead] of [
    ['modprobe br_netfilter', 'modules: [br_netfilter]'],
    ['/sbin/modprobe loop max_loop=8', 'modules: [loop max_loop=8]'],
    ['sysctl -w vm.swappiness=10', 'sysctl: {vm.swappiness: "10"}'],
    ['echo 1 > /proc/sys/net/ipv4/ip_forward', 'sysctl: {net.ipv4.ip_forward: ...}'],
    ['systemctl enable --now a.service b', 'systemctl: {enable: [--now a.service b]}'],
    ['hostnamectl set-hostname edge', 'hostname: edge'],
    ['useradd -m -p hunter2 admin', 'users: {admin: {...}}'],
    ['mkdir -p /srv/a', 'directories: [{path: /srv/a, permissions: 0755}]'],
    ['echo secret > /etc/token', 'files: [{path: /etc/token, permissions: 0644, content: ...}]'],
    [
      'curl -fsSL https://user:pw@example.org/t -o /usr/local/bin/t',
      'downloads: [{path: /usr/local/bin/t, permissions: 0644, url: ...}]',
    ],
  ] as const)
    t.equal(insteadOf(text), instead, text)
})

t.test('commands that no key replaces as they are', async (t) => {
  for (const text of [
    'modprobe -r floppy',
    'modprobe --show-depends xfs',
    'sysctl --system',
    'sysctl vm.swappiness',
    'sysctl -p /etc/x=y',
    'systemctl daemon-reload',
    'systemctl restart sshd',
    'systemctl --user enable a',
    'systemctl enable --runtime a',
    'hostname',
    'hostname -f',
    'mkdir relative',
    'mkdir -m 0700 /srv/a',
    'echo 1 > /sys/power/state',
    'echo hello',
    'date > /run/now',
    'curl -d x=1 -o /tmp/a https://example.org',
    'curl -O https://example.org/a',
    'wget https://example.org/a',
  ])
    t.equal(insteadOf(text), undefined, text)
})
