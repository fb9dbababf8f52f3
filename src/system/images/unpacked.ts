import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

/**
 * The content of a file, unpacked when it is packed by gzip or zstd (its first bytes tell, whatever its media type
 * says), part by part: memory does not grow with its size.
 */
export async function* unpacked(path: string): AsyncIterable<Uint8Array> {
  const packing = packingOf(path)
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  try {
    if (packing === 'zstd') yield* (await import('./unzstd.ts')).unzstd(file)
    // What breaks either of the two ends the reading of the second with that error.
    else if (packing === 'gzip') yield* pipeline(file, createGunzip({ chunkSize: 1 << 18 }), () => {})
    else yield* file
  } finally {
    file.destroy()
  }
}

function packingOf(path: string): 'gzip' | 'zstd' | 'none' {
  const [a, b, c, d] = firstBytes(path)
  if (a === undefined) throw new Error('it is empty')
  if (a === 0x1f && b === 0x8b) return 'gzip'
  return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd ? 'zstd' : 'none'
}

function firstBytes(path: string): Uint8Array {
  const bytes = new Uint8Array(4)
  const fd = openSync(path, 'r')
  try {
    return bytes.subarray(0, readSync(fd, bytes))
  } finally {
    closeSync(fd)
  }
}
