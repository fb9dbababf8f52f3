/** The checksum of btrfs (RFC 3720, Castagnoli), which zlib does not have. */
export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1
  }
  return ~sum >>> 0
}

/** Bytes before the part that is summed; the sum stands in the first four of them. */
const SUM = 32

/** Whether a block of btrfs is as it was written. */
export function isIntact(block: Uint8Array): boolean {
  return Buffer.from(block.subarray(0, 4)).readUInt32LE() === crc32c(block.subarray(SUM))
}

/** A copy of a block with its sum made right. */
export function summed(block: Uint8Array): Buffer {
  const copy = Buffer.from(block)
  copy.writeUInt32LE(crc32c(copy.subarray(SUM)), 0)
  return copy
}
