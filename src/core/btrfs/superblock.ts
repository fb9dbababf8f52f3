import { MachineError } from '../machine.ts'
import { isIntact, summed } from './crc32c.ts'

/** Bytes of a superblock, and where its copies stand. */
export const SUPERBLOCK_SIZE = 4096
export const superblockPlaces = [64 * 1024, 64 * 1024 * 1024] as const

/** Offsets (btrfs on-disk format). */
const at = {
  flags: 0x38,
  magic: 0x40,
  chunkRoot: 0x58,
  logRoot: 0x60,
  totalBytes: 0x70,
  devices: 0x88,
  sectorSize: 0x90,
  nodeSize: 0x94,
  chunksSize: 0xa0,
  incompatible: 0xbc,
  sumKind: 0xc4,
  deviceId: 0xc9,
  deviceBytes: 0xd1,
  chunks: 0x32b,
} as const

/** A range of logical addresses, and where on the disk its copies are. */
export interface Chunk {
  readonly logical: number
  readonly length: number
  readonly copies: readonly number[]
}

/** What of a superblock has to do with growing. */
export interface Superblock {
  readonly bytes: Uint8Array
  readonly sectorSize: number
  readonly nodeSize: number
  readonly deviceId: number
  /** Logical address of the root of the chunk tree. */
  readonly chunkRoot: number
  /** Of the chunks in which the chunk tree itself lies. */
  readonly chunks: readonly Chunk[]
}

/** Features that change where or how things are written: zoned disks and whatever is newer. */
const unknownFeatures = ~0n << 12n

/** Reads a superblock. Throws a {@link MachineError} for anything but a whole, plain one that was unmounted in order. */
export function readSuperblock(bytes: Uint8Array): Superblock {
  const block = Buffer.from(bytes)
  if (block.toString('latin1', at.magic, at.magic + 8) !== '_BHRfS_M') refuse('it holds no btrfs')
  if (block.readUInt16LE(at.sumKind) !== 0) refuse('its checksums are not of the usual kind (crc32c)')
  if (!isIntact(block)) refuse('its superblock is damaged')
  if (block.readBigUInt64LE(at.devices) !== 1n) refuse('it lies on several disks')
  if (block.readBigUInt64LE(at.logRoot) !== 0n) refuse('it was not unmounted; mount it once')
  if (
    block.readBigUInt64LE(at.flags) >> 32n !== 0n ||
    (block.readBigUInt64LE(at.incompatible) & unknownFeatures) !== 0n
  )
    refuse('it has features that are not known')
  return {
    bytes: block,
    sectorSize: block.readUInt32LE(at.sectorSize),
    nodeSize: block.readUInt32LE(at.nodeSize),
    deviceId: Number(block.readBigUInt64LE(at.deviceId)),
    chunkRoot: Number(block.readBigUInt64LE(at.chunkRoot)),
    chunks: readChunks(block),
  }
}

/** The superblock for another size of the whole (`total`) or of its disk (`device`), for the copy at `place`. */
export function resized(
  { bytes }: Superblock,
  place: number,
  sizes: { readonly total: number; readonly device?: number },
): Buffer {
  const block = Buffer.from(bytes)
  block.writeBigUInt64LE(BigInt(place), 0x30)
  block.writeBigUInt64LE(BigInt(sizes.total), at.totalBytes)
  if (sizes.device !== undefined) block.writeBigUInt64LE(BigInt(sizes.device), at.deviceBytes)
  return summed(block)
}

/** A key of 17 bytes, a chunk of 48, and 32 for each of its copies. */
function readChunks(block: Buffer): readonly Chunk[] {
  const end = at.chunks + Math.min(block.readUInt32LE(at.chunksSize), 2048)
  const chunks: Chunk[] = []
  for (let offset = at.chunks; offset + 65 <= end; ) {
    const logical = Number(block.readBigUInt64LE(offset + 9))
    const length = Number(block.readBigUInt64LE(offset + 17))
    const stripes = block.readUInt16LE(offset + 17 + 44)
    const first = offset + 17 + 48
    if (stripes === 0 || first + 32 * stripes > end) refuse('its list of chunks is damaged')
    const copies = Array.from({ length: stripes }, (_, i) =>
      Number(block.readBigUInt64LE(first + 32 * i + 8)),
    )
    chunks.push({ logical, length, copies })
    offset = first + 32 * stripes
  }
  return chunks
}

/** Where on the disk the copies of a block are. */
export function placesOf(logical: number, { chunks, nodeSize }: Superblock): readonly number[] {
  const chunk = chunks.find((one) => logical >= one.logical && logical + nodeSize <= one.logical + one.length)
  if (chunk === undefined) return refuse('its list of chunks is damaged')
  return chunk.copies.map((copy) => copy + logical - chunk.logical)
}

export function refuse(reason: string): never {
  throw new MachineError(reason)
}
