import { fromBytes } from '../core/go-string.ts'
import { type Content, type Refusal, readGivenFile, refusalOf } from './read-file.ts'
import { sizeLimit } from './source.ts'

/**
 * All of standard input as text, or why it cannot be read. yip then treats the text like a source argument: exactly
 * an existing path is that path.
 */
export async function readStandardInput(): Promise<string | Refusal> {
  const content = readGivenFile(0)
  if (content instanceof Uint8Array) return fromBytes(content)
  // A terminal or pipe may be set not to block; then it has to be waited for.
  const waited = content.problem === refusalOf(notYet).problem ? await waitForInput() : content
  return waited instanceof Uint8Array ? fromBytes(waited) : waited
}

const notYet = Object.assign(new Error(), { code: 'EAGAIN' })

async function waitForInput(): Promise<Content> {
  const chunks: Uint8Array[] = []
  let total = 0
  try {
    for await (const chunk of process.stdin) {
      const bytes: Uint8Array = Buffer.from(chunk)
      chunks.push(bytes)
      total += bytes.length
      if (total > sizeLimit) return { problem: `is larger than ${sizeLimit / 1024 / 1024} MiB` }
    }
  } catch (error) {
    return refusalOf(error)
  }
  return Buffer.concat(chunks, total)
}
