import t from 'tap'
import { EarlyFacts } from '../../../src/system/facts/early-facts.ts'
import { MemoryMachine } from '../memory-machine.ts'

const template = '{{ .Values.node.hostname }} {{ .Values.os.version }}'

t.test('facts are those of the beginning, though they are read late', async (t) => {
  const machine = new MemoryMachine({
    files: {
      '/proc/sys/kernel/hostname': 'early\n',
      '/etc/os-release': 'PRETTY_NAME="Early"\nVERSION_ID=1\n',
    },
  })
  const facts = new EarlyFacts(machine.now)
  await machine.apply({ kind: 'write-file', path: '/proc/sys/kernel/hostname', content: 'late\n' })
  await machine.apply({
    kind: 'write-file',
    path: '/etc/os-release',
    content: 'PRETTY_NAME="Late"\nVERSION_ID=2\n',
  })
  t.equal(facts.hostName, 'early')
  t.match(await facts.templateData(template), {
    Values: { node: { hostname: 'early' }, os: { version: '1' } },
  })
  t.match(await facts.refresh(), { name: 'Late', version: '2' }, 'a check of the system reads anew')
  t.equal(facts.hostName, 'late')
})

t.test('a machine without any of the files has no facts, and no failure', async (t) => {
  const facts = new EarlyFacts(new MemoryMachine({}).now)
  t.equal(facts.hostName, '')
  t.match(await facts.refresh(), { name: '', version: '' })
})
