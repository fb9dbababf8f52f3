import t from 'tap'
import type { Change } from '../../../src/core/machine.ts'
import { describe } from '../../../src/core/report/describe.ts'

t.test('a change is told in a few words, without its content', async (t) => {
  const cases: readonly (readonly [change: Change, words: string])[] = [
    [{ kind: 'write-file', path: '/etc/x', content: 'CONTENT', mode: 0o644 }, 'write /etc/x'],
    [{ kind: 'make-directory', path: '/d', mode: 0o755, umask: 'cut' }, 'make directory /d'],
    [{ kind: 'set-attributes', path: '/d', mode: 0o4 }, 'set mode 0004 of /d'],
    [{ kind: 'set-attributes', path: '/d', uid: 0, gid: 4 }, 'set owner 0:4 of /d'],
    [{ kind: 'set-attributes', path: '/d', mode: 0o750, gid: 4 }, 'set mode 0750 and owner :4 of /d'],
    [{ kind: 'remove', path: '/d' }, 'remove /d'],
    [{ kind: 'make-link', path: '/a', target: 'b' }, 'link /a to b'],
    [{ kind: 'run', command: { argv: ['modprobe', '--', 'loop'] } }, 'run `modprobe -- loop`'],
    [{ kind: 'run', command: { shell: ' echo a\necho b\n' } }, 'run `echo a …`'],
    [{ kind: 'run', command: { argv: ['sfdisk', '/dev/sda'] }, about: 'write a table' }, 'write a table'],
    [{ kind: 'grow-small-btrfs', device: '/dev/sda2', size: 1 }, 'grow the btrfs on /dev/sda2'],
    [{ kind: 'set-hostname', name: 'edge' }, 'set host name edge'],
    [
      { kind: 'set-kernel-value', key: 'net/ipv4/ip_forward', value: '1' },
      'set kernel value net/ipv4/ip_forward to 1',
    ],
    [{ kind: 'fetch', url: 'https://u:SECRET@host/x?token=SECRET' }, 'fetch https://host/x?…'],
    [{ kind: 'fetch', url: 'https://host/x', path: '/y' }, 'fetch https://host/x to /y'],
    [{ kind: 'hold-lock', path: '/etc/passwd' }, 'lock /etc/passwd'],
    [{ kind: 'problem', severity: 'error', message: 'm' }, 'm'],
  ]
  for (const [change, words] of cases) t.equal(describe(change), words)
})
