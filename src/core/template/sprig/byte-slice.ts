import { fromBytes } from '../../go-string.ts'
import { GoInt, GoSlice } from '../values.ts'

/** Bytes as Go's `[]byte`. */
export function byteSlice(bytes: Uint8Array): GoSlice {
  return new GoSlice(
    '[]uint8',
    Array.from(bytes, (byte) => new GoInt('uint8', BigInt(byte))),
  )
}

/** The inverse of {@link byteSlice}. */
export function bytesOf(slice: GoSlice): Uint8Array {
  return Uint8Array.from(slice.items, (item) => (item instanceof GoInt ? Number(item.value) : 0))
}

/** Such bytes as text. */
export function textOfBytes(slice: GoSlice): string {
  return fromBytes(bytesOf(slice))
}
