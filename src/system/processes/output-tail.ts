import { fromBytes } from '../../core/go-string.ts'

/** How much of a program's output is kept, in bytes. */
const LIMIT = 64 * 1024

/** The end of an output of any length. */
export class OutputTail {
  #chunks: Buffer[] = []
  #length = 0

  add(chunk: Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk))
    this.#length += chunk.length
    if (this.#length > 2 * LIMIT) this.#cut()
  }

  get text(): string {
    if (this.#length === 0) return ''
    if (this.#length > LIMIT) this.#cut()
    return fromBytes(Buffer.concat(this.#chunks))
  }

  #cut(): void {
    this.#chunks = [Buffer.concat(this.#chunks).subarray(-LIMIT)]
    this.#length = LIMIT
  }
}
