import { Decompress } from 'fzstd'

/** Unpacks zstd (RFC 8878), which Node cannot before version 22. */
export async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const ready: Uint8Array[] = []
  const stream = new Decompress((chunk) => ready.push(chunk))
  for await (const chunk of packed) {
    stream.push(chunk)
    yield* ready.splice(0)
  }
  stream.push(new Uint8Array(0), true)
  yield* ready.splice(0)
}
