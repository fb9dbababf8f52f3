import t from 'tap'
import { lastUsableSector, partitionDevice, readTable } from '../../../src/steps/layout/table.ts'

t.test('the output of sfdisk is read, by number, whatever order its entries have', async (t) => {
  const json = JSON.stringify({
    partitiontable: {
      label: 'gpt',
      id: 'aa',
      device: '/dev/nvme0n1',
      sectorsize: 512,
      partitions: [
        { node: '/dev/nvme0n1p10', start: 5000, size: 10, type: 'x', uuid: 'u', name: 'ten' },
        { node: '/dev/nvme0n1p2', start: 2048, size: 20, type: 'y', uuid: 'v', attrs: 'RequiredPartition' },
        { node: '/dev/nvme0n1p3' },
      ],
    },
  })
  t.same(readTable(json, '/dev/nvme0n1'), {
    label: 'gpt',
    id: 'AA',
    partitions: [
      { number: 2, start: 2048, size: 20, type: 'Y', uuid: 'V', name: '' },
      { number: 10, start: 5000, size: 10, type: 'X', uuid: 'U', name: 'ten' },
    ],
  })
})

t.test('what is no table is none', async (t) => {
  for (const text of ['', 'sfdisk: no', '[]', '{}', '{"partitiontable": {}}', 'null'])
    t.equal(readTable(text, '/dev/sda'), undefined, text)
  t.same(readTable('{"partitiontable": {"label": "dos"}}', '/dev/sda'), {
    label: 'dos',
    id: '',
    partitions: [],
  })
})

t.test('the last usable sector leaves room for the second table, whatever a sector is', async (t) => {
  const disk = { path: '/dev/sda', isFile: false }
  t.equal(lastUsableSector({ ...disk, sectorSize: 512, sectors: 524288 }), 524288 - 34)
  t.equal(lastUsableSector({ ...disk, sectorSize: 4096, sectors: 65536 }), 65536 - 6)
})

t.test('partitions of a disk that ends in a digit have a p in their names', async (t) => {
  t.equal(partitionDevice('/dev/sda', 1), '/dev/sda1')
  t.equal(partitionDevice('/dev/nvme0n1', 12), '/dev/nvme0n1p12')
})
