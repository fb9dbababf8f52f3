import { ask, type Part, problem, settle, work } from './ask.ts'
import { contentOf } from './content.ts'
import { isThere, sizeOfDevice } from './format.ts'
import { growFilesystem, growingKind } from './grow-filesystem.ts'
import { planGrowth } from './growing.ts'
import { inMiB } from './placing.ts'
import { resizeEntry, sizeLine } from './sfdisk.ts'
import { type Disk, partitionDevice, type Table } from './table.ts'

const at = ['expand_partition']

/**
 * Makes the last partition larger, then its file system. Of a run that was cut short between the two, the next one
 * does the rest.
 */
export async function* expandLast(disk: Disk, { partitions }: Table, size: number): Part<void> {
  const growth = planGrowth(disk, partitions, size)
  if ('refused' in growth) {
    yield* problem('error', `${disk.path}: ${growth.refused}`, at)
    return
  }
  const { partition } = growth
  const grown = { ...partition, size: growth.size }
  if (growth.size > partition.size) {
    const about = `make partition ${partition.number} of ${disk.path} ${inMiB(growth.size, disk)} MiB large`
    if (!(yield* work(resizeEntry(disk.path, partition.number), sizeLine(growth.size), about))) return
  }
  const content = yield* contentOf(disk, grown)
  const kind = content && growingKind(content.type)
  const device = partitionDevice(disk.path, partition.number)
  if ((yield* sizeOfDevice(device)) !== grown.size * disk.sectorSize) yield* makeKnown(disk, grown)
  if (content === undefined || kind === undefined) {
    const found = content === undefined ? 'no file system' : content.type
    const message = `partition ${partition.number} of ${disk.path} holds ${found}: there is nothing in it that can grow`
    yield* problem('error', message, at, 'ext2, ext3, ext4, xfs and btrfs can')
    return
  }
  if (!(yield* isThere(device, disk, grown, at))) return
  yield* growFilesystem(device, content.type, kind, grown.size * disk.sectorSize)
}

/** Tells the kernel the size of a partition, which may be mounted; of one that it did not know at all, all of it. */
async function* makeKnown(disk: Disk, { number, size }: { number: number; size: number }): Part<void> {
  if (!disk.isFile) {
    const known = yield* ask(['resizepart', disk.path, `${number}`, `${(size * disk.sectorSize) / 512}`])
    if ('failed' in known) yield* ask(['partx', '--update', '--nr', `${number}`, disk.path])
  }
  yield* settle()
}
