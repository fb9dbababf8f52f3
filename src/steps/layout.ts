import { flag, list, optionalRecord, record, size, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

/** Which disk. */
export const deviceShape = optionalRecord(
  {
    path: text({ description: 'The disk, or `script://` and a command that prints it.' }),
    label: text({ description: 'The disk that holds the file system of that label.' }),
    init_disk: flag({ description: 'Write a new partition table first.' }),
    disk_name: text({
      description: 'Name from which the id of a new table is made.',
      default: 'YIP_DISK',
    }),
  },
  { description: 'Which disk; without it nothing is done.' },
)

/** A partition to add. */
export const partitionShape = record({
  fsLabel: text({ description: 'Label of the file system.', examples: ['COS_PERSISTENT'] }),
  pLabel: text({
    description: 'Name of the partition; one that exists is passed over.',
    examples: ['persistent'],
  }),
  size: size({ description: 'In MiB; 0 takes all that is free.', default: 0 }),
  filesystem: text({
    description: 'ext2, ext3, ext4, xfs, btrfs, swap, fat, vfat, or `-` for none.',
    default: 'ext2',
  }),
  bootable: flag({ description: 'Marks it as the partition to boot from.' }),
})

/** All of `layout`. */
export const layoutShape = record(
  {
    device: deviceShape,
    expand_partition: optionalRecord(
      { size: size({ description: 'In MiB; 0 takes all that is free.', default: 0 }) },
      { description: 'Grows the last partition and its file system.' },
    ),
    add_partitions: list(partitionShape, { description: 'Partitions to add behind the last one.' }),
  },
  {
    examples: [
      {
        device: { label: 'COS_RECOVERY' },
        add_partitions: [{ fsLabel: 'COS_PERSISTENT', pLabel: 'persistent', filesystem: 'ext4' }],
      },
    ],
  },
)

export const layout = defineStep({
  key: 'layout',
  docs: 'Partitions a disk: makes a table, grows the last partition, adds partitions.',
  shape: layoutShape,
  async *plan(value, context) {
    if (value.device === undefined) return
    const { planLayout } = await import('./layout/plan.ts')
    yield* planLayout(value, context)
  },
})
