import { isIntact, summed } from './crc32c.ts'
import { refuse } from './superblock.ts'

/** Bytes of a node's header; items and pointers stand behind it. */
const HEADER = 101
const DEVICE_ITEM = 0xd8

/** Where the size of a device stands in a node of the chunk tree, or which node is to be looked at instead. */
export type Finding = { readonly offset: number } | { readonly below: number }

/** Looks for the item of a device. Throws a MachineError for a damaged node. */
export function findDevice(node: Uint8Array, logical: number, deviceId: number): Finding {
  const block = Buffer.from(node)
  if (!isIntact(block) || block.readBigUInt64LE(48) !== BigInt(logical)) refuse('its chunk tree is damaged')
  const count = block.readUInt32LE(96)
  // Devices have the lowest keys of the tree.
  if (block.readUInt8(100) > 0) return { below: Number(block.readBigUInt64LE(HEADER + 17)) }
  for (let item = 0; item < count && HEADER + 25 * (item + 1) <= block.length; item++) {
    const key = HEADER + 25 * item
    if (block.readUInt8(key + 8) !== DEVICE_ITEM) continue
    const data = HEADER + block.readUInt32LE(key + 17)
    if (data + 16 > block.length) break
    if (block.readBigUInt64LE(data) === BigInt(deviceId)) return { offset: data + 8 }
  }
  return refuse('its chunk tree does not name its disk')
}

/** The node with another size of the device. */
export function withDeviceSize(node: Uint8Array, offset: number, size: number): Buffer {
  const block = Buffer.from(node)
  block.writeBigUInt64LE(BigInt(size), offset)
  return summed(block)
}
