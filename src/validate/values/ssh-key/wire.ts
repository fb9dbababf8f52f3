/** Reads the fields of a public key in the format of the SSH protocol (RFC 4251, section 5). */
export class WireReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Whether all bytes were read. */
  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** A `string`: a length of four bytes, then that many; undefined when the key ends before. */
  string(): Uint8Array | undefined {
    const head = this.bytes(4)
    if (head === undefined) return undefined
    const length = head.reduce((sum, byte) => sum * 256 + byte, 0)
    return this.bytes(length)
  }

  /** A `string` of ASCII letters. */
  name(): string | undefined {
    const bytes = this.string()
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('latin1')
  }

  /** The number of bits of an `mpint` that is not negative. */
  bits(): number | undefined {
    const bytes = this.string()
    if (bytes === undefined) return undefined
    const start = bytes.findIndex((byte) => byte !== 0)
    if (start === -1) return 0
    return (bytes.length - start) * 8 - (Math.clz32(bytes[start] ?? 0) - 24)
  }

  bytes(length: number): Uint8Array | undefined {
    if (this.#at + length > this.#bytes.length) return undefined
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }
}
