import t from 'tap'
import { withLoopbackName } from '../../../src/steps/hostname/hosts-file.ts'
import { MemoryMachine } from '../../system/memory-machine.ts'
import { applyStep, rowsOf } from '../misc-table.ts'

interface Input {
  readonly hostname: string
  readonly hosts: string
}
interface Output {
  readonly changed: Readonly<Record<string, { readonly content: string }>>
}

for (const { name, input, output } of rowsOf<Input, Output>('hostsFile')) {
  t.test(name, async (t) => {
    const machine = new MemoryMachine({ files: { '/etc/hosts': input.hosts } })
    await applyStep({ hostname: input.hostname }, machine)
    for (const path of ['/etc/hosts', '/etc/hostname']) {
      t.equal(machine.now.text(path), output?.changed[path]?.content ?? input.hosts, path)
    }
  })
}

t.test('blanks are those that Go counts as such', (t) => {
  t.equal(withLoopbackName('\u00a0127.0.0.1\u0085x\u2003\n', 'n'), '127.0.0.1 localhost n\n')
  t.equal(withLoopbackName('\ufeff127.0.0.1 x\n', 'n'), '\ufeff127.0.0.1 x\n', 'a byte order mark is none')
  t.end()
})

t.test('a line that is too long, and all behind it, is left out', (t) => {
  const longest = 'x'.repeat(65535)
  t.equal(withLoopbackName(`a\n${longest}\nb\n`, 'n'), `a\n${longest}\nb\n`)
  t.equal(withLoopbackName(`a\n${longest}y\nb\n`, 'n'), 'a\n')
  t.end()
})
