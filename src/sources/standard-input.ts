import { readSync } from 'node:fs'
import { fromBytes } from '../core/go-string.ts'
import { type Refusal, refusalOf } from './read-file.ts'
import { sizeLimit } from './source.ts'

/**
 * All of standard input as text, or why it cannot be read. yip then treats the text like a source argument: exactly
 * an existing path is that path.
 */
export async function readStandardInput(): Promise<string | Refusal> {
  const chunks: Uint8Array[] = []
  let total = 0
  const isTooLarge = (chunk: Uint8Array) => {
    chunks.push(chunk)
    total += chunk.length
    return total > sizeLimit
  }
  try {
    for (let chunk = readChunk(); chunk === 'not yet' || chunk.length > 0; chunk = readChunk()) {
      if (chunk !== 'not yet') {
        if (isTooLarge(chunk)) return tooLarge
        continue
      }
      // A pipe that was set not to block has to be waited for.
      for await (const later of process.stdin) if (isTooLarge(Buffer.from(later))) return tooLarge
      break
    }
  } catch (error) {
    return refusalOf(error)
  }
  return fromBytes(Buffer.concat(chunks, total))
}

const tooLarge: Refusal = { problem: `is larger than ${sizeLimit / 1024 / 1024} MiB` }
const chunkSize = 64 * 1024

function readChunk(): Uint8Array | 'not yet' {
  const buffer = Buffer.allocUnsafe(chunkSize)
  try {
    return buffer.subarray(0, readSync(0, buffer))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 'not yet'
    throw error
  }
}
