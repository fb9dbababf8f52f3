import t from 'tap'
import { growingKind, sizeIn } from '../../../src/steps/layout/grow-filesystem.ts'

t.test('only ext, xfs and btrfs grow', async (t) => {
  t.same(['ext2', 'ext4', 'xfs', 'btrfs', 'vfat', 'ext5', ''].map(growingKind), [
    ...['ext', 'ext', 'xfs', 'btrfs'],
    ...[undefined, undefined, undefined],
  ])
})

t.test('the size of a file system is read in the words of its own tool', async (t) => {
  t.equal(sizeIn('Block count:              30720\nBlock size:               4096\n', 'ext'), 125829120)
  t.equal(sizeIn('dblocks = 102400\nblocksize = 4096\n', 'xfs'), 419430400)
  t.equal(sizeIn('total_bytes\t\t1\ndev_item.total_bytes\t209715200\n', 'btrfs'), 209715200)
  t.equal(sizeIn('nothing of that', 'ext'), undefined)
})
