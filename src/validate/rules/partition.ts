import type { Decoded } from '../../core/config/shape.ts'
import type { layout } from '../../steps/layout.ts'
import type { CheckedFile, ConfigPath, Findings } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { fileSystemFault, labelFault, partitionNameFault, partitionSizeFault } from '../values/file-system.ts'
import { valuesOf } from '../values/step-values.ts'

type Partition = NonNullable<Decoded<typeof layout.shape>['add_partitions']>[number]

export const partition = defineRule({
  id: 'partition',
  severity: 'warning',
  summary: 'A partition cannot be made as it is written: file system, label, name or size.',
  details: `A file system that is not known, a label that its mkfs refuses (xfs 12 bytes, fat 11, btrfs 255) or a partition
name over 36 letters makes the step fail; mkfs of ext (16) and mkswap (15) cut longer labels, so nothing is found by the
name that was meant. Sizes are in MiB; 0 takes all that is free, so nothing fits behind it. A second partition of the
same \`pLabel\` is passed over.`,
  bad: `stages:
  rootfs.before:
    - name: Disk
      layout:
        device:
          path: /dev/sda
        add_partitions:
          - fsLabel: COS_PERSISTENT
            pLabel: persistent
            filesystem: xfs
`,
  good: `stages:
  rootfs.before:
    - name: Disk
      layout:
        device:
          path: /dev/sda
        add_partitions:
          - fsLabel: COS_PERSISTENT
            pLabel: persistent
            filesystem: ext4
`,
  checkFile(file, findings) {
    for (const { value, path } of valuesOf(file, 'layout')) {
      const partitions = value.add_partitions ?? []
      for (const [index, each] of partitions.entries()) {
        checkPartition(each, [...path, 'add_partitions', index], file, findings)
      }
      checkList(partitions, [...path, 'add_partitions'], file, findings)
      const { device } = value
      if (device?.init_disk && device.label && !device.path) {
        const message = '`init_disk` needs a path: a disk without a table has no label'
        const help = 'Write path: and the disk'
        tell(findings, file, [...path, 'device', 'init_disk'], { message, help, severity: 'error' })
      } else if (device?.path && !/^(\/|script:\/\/)/.test(device.path)) {
        const message = `\`path: ${device.path}\` is no disk`
        tell(findings, file, [...path, 'device', 'path'], { message, help: `Write /dev/${device.path}` })
      }
    }
  },
})

function checkPartition(
  { filesystem = '', fsLabel = '', pLabel = '', size = 0 }: Partition,
  path: ConfigPath,
  file: CheckedFile,
  findings: Findings,
): void {
  const faults = [
    ['filesystem', fileSystemFault(filesystem)],
    ['fsLabel', labelFault(fsLabel, filesystem)],
    ['pLabel', partitionNameFault(pLabel)],
    ['size', partitionSizeFault(size, filesystem)],
  ] as const
  for (const [key, fault] of faults) if (fault !== undefined) tell(findings, file, [...path, key], fault)
}

function checkList(
  partitions: readonly Partition[],
  path: ConfigPath,
  file: CheckedFile,
  findings: Findings,
): void {
  const all = partitions.findIndex(({ size = 0 }) => Number(size) === 0)
  if (all !== -1 && all < partitions.length - 1) {
    const message = 'This partition takes all that is free, so those behind it do not fit and none is made'
    const help = 'Give it a size, or put it last'
    tell(findings, file, [...path, all], { message, help, severity: 'error' })
  }
  const names = new Set<string>()
  for (const [index, { pLabel = '' }] of partitions.entries()) {
    if (names.has(pLabel)) {
      const message = `\`pLabel: ${pLabel}\` is taken by a partition above, so this one is passed over`
      tell(findings, file, [...path, index, 'pLabel'], {
        message,
        help: 'Give each partition a name of its own',
      })
    }
    if (pLabel !== '') names.add(pLabel)
  }
}
