import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

type Bytes = AsyncIterable<Uint8Array>

/**
 * The content of a file, unpacked when it is packed by gzip or zstd (its first bytes tell, whatever its media type
 * says), part by part: memory does not grow with its size.
 */
export async function* unpacked(path: string): Bytes {
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  try {
    const parts: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]()
    const first = await parts.next()
    if (first.done) throw new Error('it is empty')
    const all = again(first.value, parts)
    const [a, b, c, d] = first.value
    if (a === 0x1f && b === 0x8b) yield* gunzipped(all)
    else if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd)
      yield* (await import('./unzstd.ts')).unzstd(all)
    else yield* all
  } finally {
    file.destroy()
  }
}

async function* again(first: Uint8Array, rest: AsyncIterator<Uint8Array>): Bytes {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* gunzipped(packed: Bytes): Bytes {
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  const writing = (async () => {
    for await (const chunk of packed) {
      if (gunzip.destroyed) return
      if (!gunzip.write(chunk))
        await new Promise<void>((resolve) => {
          const go = () => {
            gunzip.off('drain', go).off('close', go)
            resolve()
          }
          gunzip.on('drain', go).on('close', go)
        })
    }
    gunzip.end()
  })().catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    yield* gunzip
    await writing
  } finally {
    gunzip.destroy()
  }
}
