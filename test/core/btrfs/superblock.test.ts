import t from 'tap'
import { summed } from '../../../src/core/btrfs/crc32c.ts'
import { findDevice, withDeviceSize } from '../../../src/core/btrfs/node.ts'
import { placesOf, readSuperblock, resized } from '../../../src/core/btrfs/superblock.ts'

/** A superblock of one disk whose only chunk has two copies. */
function superblock(change: (block: Buffer) => void = () => {}): Buffer {
  const block = Buffer.alloc(4096)
  block.write('_BHRfS_M', 0x40)
  block.writeBigUInt64LE(0x500000n, 0x58)
  block.writeBigUInt64LE(1n, 0x88)
  block.writeUInt32LE(4096, 0x90)
  block.writeUInt32LE(16384, 0x94)
  block.writeUInt32LE(17 + 48 + 64, 0xa0)
  block.writeBigUInt64LE(1n, 0xc9)
  const chunk = 0x32b
  block.writeBigUInt64LE(0x400000n, chunk + 9)
  block.writeBigUInt64LE(0x800000n, chunk + 17)
  block.writeUInt16LE(2, chunk + 17 + 44)
  block.writeBigUInt64LE(0x1000000n, chunk + 65 + 8)
  block.writeBigUInt64LE(0x2000000n, chunk + 97 + 8)
  change(block)
  return summed(block)
}

t.test('a block of the chunk tree has its copies where the superblock says', async (t) => {
  const block = readSuperblock(superblock())
  t.match(block, { sectorSize: 4096, nodeSize: 16384, deviceId: 1, chunkRoot: 0x500000 })
  t.same(placesOf(0x500000, block), [0x1100000, 0x2100000])
  t.throws(() => placesOf(0xbff000, block), /list of chunks/, 'its end is outside of the chunk')
})

t.test('anything that is not plain and whole is refused', async (t) => {
  const refused: [(block: Buffer) => void, RegExp][] = [
    [(block) => block.write('x', 0x40), /no btrfs/],
    [(block) => block.writeUInt16LE(1, 0xc4), /checksums/],
    [(block) => block.writeBigUInt64LE(2n, 0x88), /several disks/],
    [(block) => block.writeBigUInt64LE(4096n, 0x60), /not unmounted/],
    [(block) => block.writeBigUInt64LE(1n << 32n, 0x38), /features/],
    [(block) => block.writeBigUInt64LE(1n << 12n, 0xbc), /features/],
    [(block) => block.writeUInt16LE(0, 0x32b + 61), /list of chunks/],
    [(block) => block.writeUInt16LE(60, 0x32b + 61), /list of chunks/],
  ]
  for (const [change, message] of refused) t.throws(() => readSuperblock(superblock(change)), message)
  const damaged = superblock()
  damaged[3000] = 1
  t.throws(() => readSuperblock(damaged), /damaged/)
})

t.test('sizes are changed, each copy knows its own place, and the sum is right', async (t) => {
  const before = readSuperblock(superblock())
  const whole = readSuperblock(resized(before, 65536, { total: 1000 }))
  const block = Buffer.from(whole.bytes)
  t.same(
    [block.readBigUInt64LE(0x70), block.readBigUInt64LE(0xd1), block.readBigUInt64LE(0x30)],
    [1000n, 0n, 65536n],
  )
  const all = Buffer.from(readSuperblock(resized(before, 65536, { total: 1000, device: 900 })).bytes)
  t.equal(all.readBigUInt64LE(0xd1), 900n)
})

/** A leaf of the chunk tree with an item for the device 1 of 500 bytes. */
function leaf(change: (block: Buffer) => void = () => {}): Buffer {
  const block = Buffer.alloc(16384)
  block.writeBigUInt64LE(0x500000n, 48)
  block.writeUInt32LE(1, 96)
  block.writeUInt8(0xd8, 101 + 8)
  block.writeUInt32LE(16000, 101 + 17)
  block.writeBigUInt64LE(1n, 101 + 16000)
  block.writeBigUInt64LE(500n, 101 + 16008)
  change(block)
  return summed(block)
}

t.test('the size of the disk is found in the leaf, and changed there', async (t) => {
  const found = findDevice(leaf(), 0x500000, 1)
  t.same(found, { offset: 101 + 16008 })
  const changed = withDeviceSize(leaf(), 101 + 16008, 700)
  t.same(findDevice(changed, 0x500000, 1), found)
  t.equal(changed.readBigUInt64LE(101 + 16008), 700n)
})

t.test('a node above leads to the leaf; another or a damaged one is refused', async (t) => {
  const above = leaf((block) => {
    block.writeUInt8(1, 100)
    block.writeBigUInt64LE(0x600000n, 101 + 17)
  })
  t.same(findDevice(above, 0x500000, 1), { below: 0x600000 })
  t.throws(() => findDevice(leaf(), 0x600000, 1), /damaged/)
  t.throws(() => findDevice(leaf(), 0x500000, 2), /does not name/)
  t.throws(
    () =>
      findDevice(
        leaf((block) => block.writeUInt32LE(99999, 101 + 17)),
        0x500000,
        1,
      ),
    /does not name/,
  )
  t.throws(
    () =>
      findDevice(
        leaf((block) => block.writeUInt32LE(0xffffffff, 96)),
        0x500000,
        9,
      ),
    /does not name/,
  )
})
