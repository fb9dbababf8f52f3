import { fixedTypes } from './filesystems.ts'
import { inMiB } from './placing.ts'
import { type Disk, endOf, lastUsableSector, MiB, type Partition } from './table.ts'

/** What becomes of the last partition: a new size in sectors (its present one when it is right), or why not. */
export type Growth = { readonly partition: Partition; readonly size: number } | { readonly refused: string }

/** Plans how the last entry of the table grows to `size` MiB; 0 is all that is free behind it. */
export function planGrowth(disk: Disk, partitions: readonly Partition[], size: number): Growth {
  const partition = partitions.at(-1)
  if (partition === undefined) return { refused: 'there is no partition to expand' }
  const fixed = fixedTypes[partition.type]
  if (fixed !== undefined)
    return { refused: `partition ${partition.number} holds ${fixed}, which cannot grow` }
  const target = size === 0 ? freeSize(disk, partition) : (size * MiB) / disk.sectorSize
  if (target < partition.size) {
    const present = inMiB(partition.size, disk)
    return {
      refused: `partition ${partition.number} has ${present} MiB, more than the ${size} that are asked for`,
    }
  }
  const end = partition.start + target - 1
  if (end > lastUsableSector(disk) && target > partition.size) {
    const most = inMiB(lastUsableSector(disk) - partition.start + 1, disk)
    return { refused: `partition ${partition.number} can have ${most} MiB at most, not ${size}` }
  }
  const next = partitions.find(({ start }) => start > endOf(partition) && start <= end)
  if (next) return { refused: `partition ${partition.number} cannot grow: ${next.number} lies behind it` }
  return { partition, size: target }
}

/** Up to the last whole MiB that the second table leaves free; never less than it has. */
function freeSize(disk: Disk, { start, size }: Partition): number {
  const perMiB = MiB / disk.sectorSize
  const end = Math.floor((lastUsableSector(disk) + 1) / perMiB) * perMiB
  return Math.max(size, end - start)
}
