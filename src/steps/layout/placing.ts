import { type Disk, endOf, lastUsableSector, MiB, type Partition } from './table.ts'

/** The size of a wanted partition. */
export interface Request {
  /** MiB; 0 takes what is left. */
  readonly size: number
  /** It stands last in the configuration's list. */
  readonly isLast: boolean
}

/** Where a new partition goes, in sectors. */
export interface Place {
  readonly start: number
  readonly size: number
}

/** Why it does not fit; `request` counts from 0. */
export interface NoPlace {
  readonly request: number
  readonly reason: string
}

/** Less than this many MiB behind the last partition, and yip adds none. */
const LEAST_ROOM = 32

/** Whether there is room enough behind the last partition to begin at all. */
export function hasRoom(disk: Disk, partitions: readonly Partition[]): boolean {
  const perMiB = MiB / disk.sectorSize
  return disk.sectors - Math.max(lastEnd(partitions) + 1, perMiB - 1) >= LEAST_ROOM * perMiB
}

/**
 * Finds places behind the last partition, one behind the other, as yip does: the first one of all starts at 1 MiB,
 * gaps are not used, the one that is last in the list is 1 MiB shorter, and size 0 takes the disk less 2 MiB less all
 * others. All of them or none.
 */
export function placePartitions(
  disk: Disk,
  partitions: readonly Place[],
  requests: readonly Request[],
): readonly Place[] | NoPlace {
  const perMiB = MiB / disk.sectorSize
  const last = lastUsableSector(disk)
  const taken = [...partitions]
  const places: Place[] = []
  for (const [index, { size: wanted, isLast }] of requests.entries()) {
    const start = taken.length === 0 ? perMiB : lastEnd(taken) + 1
    const room = Math.max(0, last - start + 1)
    const size = wanted === 0 ? restOf(disk, taken, room) : (isLast ? wanted - 1 : wanted) * perMiB
    if (start + wanted * perMiB > disk.sectors || size > room || (wanted === 0 && size === 0))
      return { request: index, reason: `there is no room for it: ${inMiB(room, disk)} MiB are left` }
    if (size === 0)
      return {
        request: index,
        reason: 'the last one of the list is made 1 MiB shorter: nothing is left of it',
      }
    const place = { start, size }
    places.push(place)
    taken.push(place)
  }
  return places
}

/** Whole MiB in a number of sectors. */
export function inMiB(sectors: number, { sectorSize }: Disk): number {
  return Math.floor((sectors * sectorSize) / MiB)
}

function restOf({ sectors, sectorSize }: Disk, taken: readonly Place[], room: number): number {
  const used = taken.reduce((sum, { size }) => sum + size, 0)
  return Math.max(0, Math.min(sectors - (2 * MiB) / sectorSize - used, room))
}

function lastEnd(places: readonly Place[]): number {
  return places.reduce((end, place) => Math.max(end, endOf(place)), -1)
}
