import t from 'tap'
import {
  fileSystemFault,
  labelFault,
  partitionNameFault,
  partitionSizeFault,
} from '../../../src/validate/values/file-system.ts'
import { judged } from './judged.ts'

judged('names of file systems', fileSystemFault, [
  ...[
    'ext2',
    'ext3',
    'ext4',
    'xfs',
    'btrfs',
    'swap',
    'fat',
    'vfat',
    'fat16',
    'fat32',
    '-',
    'none',
    'noformat',
  ].map((name) => [name] as const),
  [''],
  ['ext5', /not known/],
  ['EXT4', /not known/],
  ['ntfs', /not known/],
  ['f2fs', /not known/],
])

t.test('labels as long as their file systems allow, and one byte more', (t) => {
  const limits: readonly [name: string, longest: number, severity: string | undefined][] = [
    ['ext4', 16, undefined],
    ['', 16, undefined],
    ['xfs', 12, 'error'],
    ['vfat', 11, 'error'],
    ['swap', 15, undefined],
    ['btrfs', 255, 'error'],
  ]
  for (const [name, longest, severity] of limits) {
    t.equal(labelFault('L'.repeat(longest), name), undefined, `${name} ${longest}`)
    const fault = labelFault('L'.repeat(longest + 1), name)
    t.match(fault?.message, severity === 'error' ? /is not made/ : /is cut to/, `${name} ${longest + 1}`)
    t.equal(fault?.severity, severity)
  }
  t.equal(labelFault('L'.repeat(40), 'noformat'), undefined)
  t.end()
})

judged('labels of ext4', (label) => labelFault(label, 'ext4'), [
  ['COS_PERSISTENT'],
  ['a-b.c:d'],
  [''],
  ['MY DISK', /a blank/, ' '],
  ['$(id)', /`\$`/, '$'],
  ['größe', /`ö`/, 'ö'],
])

judged('names of partitions', partitionNameFault, [
  ['p'.repeat(36)],
  ['EFI system partition'],
  ['p'.repeat(37), /too long/, 'p'],
])

t.test('sizes are in MiB', (t) => {
  t.equal(partitionSizeFault(0, 'xfs'), undefined)
  t.equal(partitionSizeFault(2048, 'ext4'), undefined)
  t.equal(partitionSizeFault(300, 'xfs'), undefined)
  t.match(partitionSizeFault(299, 'xfs')?.message, /too small for xfs/)
  t.match(partitionSizeFault(50, 'btrfs')?.message, /too small for btrfs/)
  t.match(partitionSizeFault(8 * 1024 ** 3, 'ext4'), { message: /counted in MiB/, help: 'Write 8192' })
  t.end()
})
