import t from 'tap'
import { readOperatingSystem } from '../../../src/system/facts/operating-system.ts'
import { factReader } from '../../../src/system/facts/reader.ts'
import { MemoryMachine } from '../memory-machine.ts'

const read = (files: Record<string, string>) =>
  readOperatingSystem(factReader(new MemoryMachine({ files }).now))

t.test('os-release: double quotes are trimmed, the last line of a kind wins', async (t) => {
  const cases: readonly (readonly [text: string, expected: object])[] = [
    ['PRETTY_NAME="A"\nPRETTY_NAME=B\n', { name: 'B' }],
    ['PRETTY_NAME=""A""\r\nID=x\r\n', { name: 'A', vendor: 'x' }],
    ["PRETTY_NAME='A'", { name: "'A'" }],
    [' ID=x\n#ID=y\nID_LIKE=z\n', { vendor: '' }],
    [`${'x'.repeat(70_000)}\nID=x\n`, { vendor: '' }],
    ['VERSION_ID=', { version: '' }],
  ]
  for (const [text, expected] of cases)
    t.match(read({ '/etc/os-release': text }), expected, text.slice(0, 40))
  t.match(read({}), { name: '', version: '' })
})

t.test('the release is told by the files of the distributions', async (t) => {
  const cases: readonly (readonly [release: string, file: string, content: string, expected: object])[] = [
    ['ID=debian', 'debian_version', '12.7\n', { release: '12.7' }],
    ['ID=ubuntu\nPRETTY_NAME="Ubuntu 22.04.3 LTS"', 'none', '', { release: '22.04.3' }],
    [
      'ID="almalinux"\nVERSION_ID="9.3"',
      'almalinux-release',
      'AlmaLinux release 9.4 (X)',
      { release: '9.4', version: '9' },
    ],
    ['ID=almalinux\nVERSION_ID=9.3', 'none', '', { release: '', version: '' }],
    [
      'ID=centos\nVERSION_ID=7',
      'centos-release',
      'CentOS Linux release 7.9.2009 (Core)',
      { release: '7.9.2009', version: '7' },
    ],
    [
      'ID=rocky\nVERSION_ID=8.8',
      'rocky-release',
      'Rocky Linux release 8.8 (Green)',
      { release: '8.8', version: '8' },
    ],
    [
      'ID=rhel\nVERSION_ID=8.6',
      'redhat-release',
      'Red Hat Enterprise Linux release 8.6 (Ootpa)',
      { release: '8.6', version: '8.6' },
    ],
    ['ID=rhel\nPRETTY_NAME="RHEL 8.5 (Ootpa)"', 'none', '', { release: '8.5' }],
    ['ID=fedora', 'fedora-release', 'Fedora release 40', { release: '' }],
  ]
  for (const [release, file, content, expected] of cases) {
    t.match(read({ '/etc/os-release': release, [`/etc/${file}`]: content }), expected, release)
  }
})

t.test('the architecture is that of the dynamic loader', async (t) => {
  t.equal(read({ '/lib64/ld-linux-x86-64.so.2': '' }).architecture, 'amd64')
  t.equal(read({ '/lib/ld-linux.so.2': '' }).architecture, 'i386')
  t.equal(read({}).architecture, '')
})
