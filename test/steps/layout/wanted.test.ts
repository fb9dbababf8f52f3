import t from 'tap'
import { faultOf, inWords, unfinishedId, wantedPartitions } from '../../../src/steps/layout/wanted.ts'

t.test('the default file system is ext2, and the last one knows that it is the last', async (t) => {
  t.match(wantedPartitions([{ pLabel: 'a' }, { fsLabel: 'B', size: 5n, filesystem: 'vfat' }]), [
    { index: 0, isLast: false, name: 'a', label: '', filesystem: 'ext2', size: 0 },
    { index: 1, isLast: true, name: '', label: 'B', filesystem: 'vfat', size: 5 },
  ])
})

t.test('what can be seen to be wrong is found before anything is written', async (t) => {
  const fault = (entry: object) => wantedPartitions([entry]).map(faultOf)[0]
  t.match(fault({ filesystem: 'ntfs' }), { field: 'filesystem', message: /ntfs.*ext4/ })
  t.match(fault({ filesystem: 'toString' }), { field: 'filesystem' })
  t.match(fault({ filesystem: 'xfs', fsLabel: 'thirteen-long' }), { field: 'fsLabel' })
  t.match(fault({ filesystem: 'xfs', fsLabel: 'äääääää' }), { field: 'fsLabel' }, 'bytes count')
  t.match(fault({ pLabel: 'x'.repeat(37) }), { field: 'pLabel' })
  for (const entry of [{}, { filesystem: 'ext4', fsLabel: 'thirteen-long' }, { filesystem: '-' }])
    t.equal(fault(entry), undefined)
})

t.test('the id of an unfinished partition is that of one wanted partition on one disk', async (t) => {
  const [first, again, other] = wantedPartitions([{ fsLabel: 'A' }, { fsLabel: 'A' }, { fsLabel: 'B' }])
  const [repeated] = wantedPartitions([{ fsLabel: 'A' }])
  if (!first || !again || !other || !repeated) return t.fail('four')
  t.equal(unfinishedId('disk', first), unfinishedId('DISK', repeated), 'the next run finds it')
  const ids = [first, again, other].map((wanted) => unfinishedId('disk', wanted))
  t.equal(new Set([...ids, unfinishedId('disk2', first)]).size, 4)
})

t.test('a partition is called by its name, else by its label', async (t) => {
  const words = wantedPartitions([{ pLabel: 'p', fsLabel: 'F', size: 20 }, { fsLabel: 'F' }, {}]).map(inWords)
  t.same(words, ['p (ext2, 20 MiB)', 'F (ext2, what is left)', 'without a name (ext2, what is left)'])
})
