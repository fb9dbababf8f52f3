import t from 'tap'
import { emptyTable, entryLines } from '../../../src/steps/layout/sfdisk.ts'

t.test('an entry is one line, with only what it has', async (t) => {
  const place = { start: 2048, size: 4096, type: 'T' }
  t.equal(entryLines([{ ...place, name: '' }]), 'start=2048, size=4096, type=T\n')
  t.equal(
    entryLines([{ ...place, name: 'the swap', uuid: 'U', attributes: 'RequiredPartition' }]),
    'start=2048, size=4096, type=T, uuid=U, name="the swap", attrs="RequiredPartition"\n',
  )
})

t.test('a name cannot end its quotes, or its line', async (t) => {
  const name = 'a", size=1\nstart=0 \\ é'
  const line = entryLines([{ start: 1, size: 2, type: 'T', name }])
  t.equal(line, 'start=1, size=2, type=T, name="a\\x22\\x2c size\\x3d1\\x0astart\\x3d0 \\x5c \\xc3\\xa9"\n')
})

t.test('a new table begins as early as its entries allow', async (t) => {
  t.equal(emptyTable('ID', 512), 'label: gpt\nlabel-id: ID\nfirst-lba: 34\n')
  t.equal(emptyTable('ID', 4096), 'label: gpt\nlabel-id: ID\nfirst-lba: 6\n')
})
