import t from 'tap'
import { resolvConf } from '../../src/steps/dns.ts'
import { MemoryMachine } from '../system/memory-machine.ts'
import { applyStep, rowsOf } from './misc-table.ts'

interface Input {
  readonly nameservers: readonly string[]
  readonly search?: readonly string[]
  readonly options?: readonly string[]
}

for (const { name, input, output } of rowsOf<Input, string>('resolvConf')) {
  t.test(name, (t) => {
    t.equal(resolvConf(input.nameservers, input.search ?? [], input.options ?? []), output)
    t.end()
  })
}

t.test('nothing is written without name servers', async (t) => {
  const machine = new MemoryMachine({ files: { '/etc/resolv.conf': 'old\n' } })
  await applyStep({ dns: { search: ['a'] } }, machine)
  t.strictSame(machine.asked, [])
})

t.test('another path is written, relative to the work folder; its folder has to be there', async (t) => {
  const machine = new MemoryMachine({ files: { '/run': null } })
  t.equal((await applyStep({ dns: { nameservers: ['1.1.1.1'], path: 'run/resolv' } }, machine)).failed, false)
  t.match(machine.entries.get('/run/resolv'), { mode: 0o644 })
  t.equal((await applyStep({ dns: { nameservers: ['1.1.1.1'], path: '/no/resolv' } }, machine)).failed, true)
})
