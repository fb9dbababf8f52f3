import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { findDevice, withDeviceSize } from '../../core/btrfs/node.ts'
import {
  placesOf,
  readSuperblock,
  refuse,
  resized,
  SUPERBLOCK_SIZE,
  type Superblock,
  superblockPlaces,
} from '../../core/btrfs/superblock.ts'
import { MachineError } from '../../core/machine.ts'

/**
 * Makes a btrfs that is not mounted as large as `size` bytes. The kernel refuses that below 256 MiB, and no tool does
 * it. Three numbers change: the size of the whole and, twice, that of the disk. They are written in an order in which
 * the file system can be mounted at any moment: the whole first, then the tree, one copy after the other, and last
 * what tells that it is done. True when something changed; throws a MachineError for what it is not sure of.
 */
export function growSmallBtrfs(device: string, size: number): boolean {
  // With O_EXCL the kernel refuses a device that is mounted.
  const disk = openSync(device, constants.O_RDWR | constants.O_EXCL)
  try {
    const block = readSuperblock(read(disk, superblockPlaces[0], SUPERBLOCK_SIZE))
    const bytes = size - (size % block.sectorSize)
    const copies = superblockPlaces.filter((place) => isCopy(disk, place, block))
    const tree = findSize(disk, block)
    const writeSuperblocks = (device?: number) => {
      for (const place of copies)
        write(disk, place, resized(block, place, { total: bytes, ...(device !== undefined && { device }) }))
    }
    writeSuperblocks()
    for (const place of tree.places) write(disk, place, withDeviceSize(tree.node, tree.offset, bytes))
    writeSuperblocks(bytes)
    return true
  } catch (error) {
    if (error instanceof MachineError)
      throw new MachineError(`the btrfs on ${device} cannot grow: ${error.message}`)
    throw error
  } finally {
    closeSync(disk)
  }
}

/** The leaf that names the disk's size, and all its places. */
function findSize(
  disk: number,
  block: Superblock,
): { node: Buffer; offset: number; places: readonly number[] } {
  let logical = block.chunkRoot
  for (let depth = 0; depth < 8; depth++) {
    const places = placesOf(logical, block)
    const [first, ...others] = places.map((place) => read(disk, place, block.nodeSize))
    // A power failure in the middle of writing the only copy would be the end of the file system.
    if (first === undefined || others.length === 0)
      refuse('it is smaller than 256 MiB and has no second copy of its metadata')
    if (others.some((other) => !other.equals(first)))
      refuse('copies of its chunk tree differ; check it (btrfs scrub)')
    const found = findDevice(first, logical, block.deviceId)
    if ('offset' in found) return { node: first, offset: found.offset, places }
    logical = found.below
  }
  return refuse('its chunk tree is damaged')
}

/** Whether there is a copy of the superblock: a small disk has one only. */
function isCopy(disk: number, place: number, { bytes }: Superblock): boolean {
  try {
    const there = read(disk, place, SUPERBLOCK_SIZE)
    return (
      there.subarray(0x20, 0x30).equals(bytes.subarray(0x20, 0x30)) && readSuperblock(there) !== undefined
    )
  } catch (error) {
    if (error instanceof MachineError) return false
    throw error
  }
}

function read(disk: number, place: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  if (readSync(disk, bytes, 0, length, place) !== length) refuse('it ends too early')
  return bytes
}

/** Each write is on the disk before the next one begins. */
function write(disk: number, place: number, bytes: Buffer): void {
  if (writeSync(disk, bytes, 0, bytes.length, place) !== bytes.length) refuse('it was written only in part')
  fsyncSync(disk)
}
