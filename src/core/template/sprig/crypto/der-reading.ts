/** One element read from DER. */
export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array
  /** Tag, length and content. */
  readonly whole: Uint8Array
}

/** The elements that stand one after the other; undefined when the bytes are no DER. */
export function readElements(bytes: Uint8Array): readonly DerElement[] | undefined {
  const elements: DerElement[] = []
  for (let at = 0; at < bytes.length; ) {
    const element = readElement(bytes, at)
    if (element === undefined) return undefined
    elements.push(element)
    at += element.whole.length
  }
  return elements
}

/** The elements inside the one sequence that the bytes are. */
export function readSequence(bytes: Uint8Array): readonly DerElement[] | undefined {
  const [outer, ...more] = readElements(bytes) ?? []
  return outer?.tag === 0x30 && more.length === 0 ? readElements(outer.content) : undefined
}

function readElement(bytes: Uint8Array, start: number): DerElement | undefined {
  const tag = bytes[start] ?? 0
  const short = bytes[start + 1]
  if (short === undefined || (tag & 0x1f) === 0x1f) return undefined
  const lengthBytes = short < 0x80 ? 0 : short & 0x7f
  if (lengthBytes > 4 || short === 0x80) return undefined
  const contentAt = start + 2 + lengthBytes
  const length =
    short < 0x80 ? short : bytes.subarray(start + 2, contentAt).reduce((sum, byte) => sum * 256 + byte, 0)
  if (contentAt + length > bytes.length) return undefined
  const end = contentAt + length
  return { tag, content: bytes.subarray(contentAt, end), whole: bytes.subarray(start, end) }
}
