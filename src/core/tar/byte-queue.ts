/** A stream of bytes that is taken in pieces of a wanted length. */
export class ByteQueue {
  readonly #parts: AsyncIterator<Uint8Array>
  #current: Uint8Array = new Uint8Array(0)

  constructor(parts: AsyncIterable<Uint8Array>) {
    this.#parts = parts[Symbol.asyncIterator]()
  }

  /** So many bytes; none at the end of the stream. Throws an Error when it ends in the middle. */
  async take(length: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array(0)
    if (this.#current.length < length) {
      const pieces = [this.#current]
      let have = this.#current.length
      while (have < length) {
        const next = await this.#parts.next()
        if (next.done) {
          if (have === 0) return new Uint8Array(0)
          throw new Error('it ends too early')
        }
        pieces.push(next.value)
        have += next.value.length
      }
      this.#current = Buffer.concat(pieces)
    }
    const taken = this.#current.subarray(0, length)
    this.#current = this.#current.subarray(length)
    return taken
  }

  /** At least one byte and at most so many, without copying them. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#current.length === 0) {
      const next = await this.#parts.next()
      if (next.done) throw new Error('it ends too early')
      this.#current = next.value
    }
    const taken = this.#current.subarray(0, most)
    this.#current = this.#current.subarray(taken.length)
    return taken
  }
}
