import { flag, list, optionalRecord, record, size, text } from '../core/config/shape.ts'
import { notAvailable } from './not-available.ts'
import { defineStep } from './step.ts'

export const layout = defineStep({
  key: 'layout',
  docs: 'Partitions a disk: makes a table, grows the last partition, adds partitions.',
  shape: record({
    device: optionalRecord({
      path: text({ description: 'The disk, or `script://` and a command that prints it.' }),
      label: text({ description: 'The disk that holds the file system of that label.' }),
      init_disk: flag({ description: 'Write a new partition table first.' }),
      disk_name: text({ description: 'Name from which the id of a new table is made.' }),
    }),
    expand_partition: optionalRecord({ size: size({ description: 'In MiB; 0 takes all that is free.' }) }),
    add_partitions: list(
      record({
        fsLabel: text(),
        pLabel: text(),
        size: size({ description: 'In MiB; 0 takes all that is free.' }),
        filesystem: text(),
        bootable: flag(),
      }),
    ),
  }),
  async *plan({ device }) {
    if (device !== undefined)
      yield* notAvailable('layout', 'partition the disk with sfdisk or systemd-repart in commands')
  },
})
