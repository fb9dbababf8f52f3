import { createHmac } from 'node:crypto'
import { arch } from 'node:os'
import t from 'tap'
import { Facts } from '../../../src/system/facts/facts.ts'
import { MemoryMachine } from '../memory-machine.ts'

const base = {
  '/etc/machine-id': '0123456789abcdef\n',
  '/etc/os-release': 'PRETTY_NAME="Sandbox 7.3"\nID=sandbox\nVERSION_ID="7.3"\n',
  '/proc/sys/kernel/hostname': 'edge-1\n',
  '/proc/sys/kernel/osrelease': '6.12.1\n',
}

function factsOf(files: Readonly<Record<string, string | null>>) {
  const machine = new MemoryMachine({ files })
  let count = 0
  const facts = new Facts({
    now: machine.now,
    clock: () => Date.UTC(2026, 0, 2, 3, 4, 5, 60),
    random: (length) => Uint8Array.from({ length }, () => (count = (count + 77) % 256)),
  })
  return { machine, facts }
}

t.test('all facts of a machine, empty fields left out', async (t) => {
  const { facts } = factsOf({ ...base, '/lib64/ld-linux-x86-64.so.2': '' })
  const { Values } = await facts.templateData()
  const { sysinfo, kernel, cpu, Random, ProtectedID, ...rest } = Values
  t.same(rest, {
    node: { hostname: 'edge-1', machineid: '0123456789abcdef' },
    os: { name: 'Sandbox 7.3', vendor: 'sandbox', version: '7.3', architecture: 'amd64' },
    product: { uuid: '00000000-0000-0000-0000-000000000000' },
    board: {},
    chassis: {},
    bios: {},
    memory: {},
  })
  t.match(sysinfo, { version: '1.1.3', timestamp: /^2026-01-0\dT\d\d:\d\d:05\.06(Z|[+-]\d\d:\d\d)$/ })
  t.match(kernel, { release: '6.12.1', architecture: arch() === 'x64' ? 'x86_64' : String })
  t.match(cpu, { threads: Number })
  t.match(Random, /^[a-z0-9]{32}$/)
  t.equal(ProtectedID, createHmac('sha256', '0123456789abcdef').update('yip').digest('hex'))
})

t.test('Random is another one each time', async (t) => {
  const { facts } = factsOf(base)
  const [one, two] = [
    await facts.templateData('{{ .Values.Random }}'),
    await facts.templateData('{{ .Values.Random }}'),
  ]
  t.not(one.Values.Random, two.Values.Random)
})

t.test('a template gets what it names', async (t) => {
  const { facts } = factsOf(base)
  t.same(Object.keys((await facts.templateData('{{ .Values.os.name }}{{ .Values.node.hostname }}')).Values), [
    'os',
    'node',
  ])
  t.ok(Object.keys((await facts.templateData('{{ .Values }}')).Values).length > 10)
})

t.test('what steps change counts from the next refresh on', async (t) => {
  const { machine, facts } = factsOf({ ...base, '/etc/timezone': 'Asia/Tokyo\n' })
  machine.put('/proc/sys/kernel/hostname', 'renamed\n')
  machine.put('/etc/os-release', 'PRETTY_NAME=Fresh\nID=fresh\n')
  machine.entries.delete('/etc/timezone')
  const template = '{{ .Values.node }}{{ .Values.os }}'
  t.equal(facts.hostName, 'edge-1')
  t.match(await facts.templateData(template), {
    Values: { node: { hostname: 'edge-1' }, os: { name: 'Sandbox 7.3' } },
  })
  t.match(facts.refresh(), { name: 'Fresh', version: '7.3' }, 'a version that vanished is kept, as in yip')
  t.equal(facts.hostName, 'renamed')
  t.match(await facts.templateData(template), {
    Values: { node: { hostname: 'renamed', timezone: 'Asia/Tokyo' }, os: { name: 'Fresh', vendor: 'fresh' } },
  })
})

t.test('without a machine id there is nothing to derive a protected one from', async (t) => {
  const id = async (files: Record<string, string>) =>
    (await factsOf(files).facts.templateData('{{ .Values.ProtectedID }}')).Values.ProtectedID
  const derived = (key: string) => createHmac('sha256', key).update('yip').digest('hex')
  t.equal(await id({}), '')
  t.equal(await id({ '/etc/machine-id': '' }), derived(''))
  t.equal(
    await id({ '/etc/machine-id': 'a\n', '/var/lib/dbus/machine-id': 'b\n' }),
    derived('a'),
    'yip copies it over',
  )
  t.equal(await id({ '/var/lib/dbus/machine-id': 'b\n' }), derived('b'))
})
