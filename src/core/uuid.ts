import { createHash } from 'node:crypto'

/** The name space of addresses (RFC 9562). */
const urlNameSpace = '6ba7b8119dad11d180b400c04fd430c8'

/** The id that everybody makes from this name: version 5, in the name space of addresses. In lower case. */
export function uuidOfName(name: string): string {
  const hash = createHash('sha1').update(urlNameSpace, 'hex').update(name).digest()
  return uuidFrom(hash, 5)
}

/** An id from 16 random bytes: version 4. In lower case. */
export function randomUuid(bytes: Uint8Array): string {
  return uuidFrom(bytes, 4)
}

function uuidFrom(bytes: Uint8Array, version: 4 | 5): string {
  const id = Buffer.from(bytes.subarray(0, 16))
  id.writeUInt8((id.readUInt8(6) & 0x0f) | (version << 4), 6)
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8)
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
