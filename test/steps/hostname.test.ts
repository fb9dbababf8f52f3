import t from 'tap'
import { MemoryMachine } from '../system/memory-machine.ts'
import { applyStep } from './misc-table.ts'

const files = {
  '/etc/hosts': '127.0.0.1 old\n',
  '/etc/hostname': 'old\n',
  '/etc/machine-id': '0123456789abcdef\n',
}

async function named(template: string, more: Record<string, string> = {}) {
  const machine = new MemoryMachine({ files: { ...files, ...more } })
  const { failed, problems } = await applyStep({ hostname: template }, machine)
  return { name: machine.hostname, failed, problems, machine }
}

t.test('the name is given to the kernel and both files', async (t) => {
  const { name, machine, failed } = await named('otter')
  t.equal(failed, false)
  t.equal(name, 'otter')
  t.equal(machine.now.text('/etc/hostname'), 'otter\n')
  t.equal(machine.now.text('/etc/hosts'), '127.0.0.1 localhost otter\n')
})

t.test('templates see the machine id, which the id of D-Bus outranks', async (t) => {
  t.equal((await named('m-{{ .MachineID }}')).name, 'm-0123456789abcdef')
  t.equal((await named('{{ .MachineID }}', { '/var/lib/dbus/machine-id': 'dbus\n' })).name, 'dbus')
  t.match((await named('{{ .ProtectedID | trunc 8 }}')).name, /^[0-9a-f]{8}$/)
})

t.test('templates see chance', async (t) => {
  t.match(
    (await named('{{ .UUID }}')).name,
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  t.match((await named('{{ .Random }}')).name, /^[a-z0-9]{32}$/)
})

t.test('a name that is too long fails, the files are written', async (t) => {
  const { failed, machine, name } = await named('n'.repeat(65))
  t.equal(failed, true)
  t.equal(name, 'memory')
  t.equal(machine.now.text('/etc/hostname'), `${'n'.repeat(65)}\n`)
})

t.test('without /etc/hosts the step fails after the name is set', async (t) => {
  const machine = new MemoryMachine({ files: { '/etc': null } })
  const { failed, problems } = await applyStep({ hostname: 'otter' }, machine)
  t.equal(failed, true)
  t.equal(machine.hostname, 'otter')
  t.match(problems, [{ message: /\/etc\/hosts is missing/ }])
})

t.test('a name that is right already changes nothing', async (t) => {
  const { machine } = await named('otter')
  const before = new Map(machine.entries)
  await applyStep({ hostname: 'otter' }, machine)
  t.strictSame(machine.entries, before)
})
