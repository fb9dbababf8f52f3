import { fromBytes } from '../go-string.ts'

/** Length of a header, and what all of an archive is cut into. */
export const blockSize = 512

/** A header block (POSIX ustar, with the numbers and names of GNU tar). */
export interface Header {
  /** One character; `0` is a file. */
  readonly type: string
  readonly name: string
  readonly linkName: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Of the content behind it, in bytes. */
  readonly size: number
  /** Seconds since 1970. */
  readonly modified: number
  readonly deviceMajor: number
  readonly deviceMinor: number
}

/** Reads a block: undefined for one of zeros, which ends an archive. Throws an Error for one that is no header. */
export function parseHeader(block: Uint8Array): Header | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  if (number(block, 148, 8) !== checksum(block)) throw new Error('a header has a wrong checksum')
  const magic = text(block, 257, 6)
  const name = text(block, 0, 100)
  // GNU tar has other things where POSIX has the beginning of long names.
  const prefix = magic === 'ustar' ? text(block, 345, 155) : ''
  const type = text(block, 156, 1)
  return {
    type: type === '' || type === '7' ? '0' : type,
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    mode: number(block, 100, 8) & 0o7777,
    uid: number(block, 108, 8),
    gid: number(block, 116, 8),
    size: number(block, 124, 12),
    modified: number(block, 136, 12),
    deviceMajor: number(block, 329, 8),
    deviceMinor: number(block, 337, 8),
  }
}

/** Up to the first zero byte. */
function text(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length)
  const end = field.indexOf(0)
  return fromBytes(end < 0 ? field : field.subarray(0, end))
}

/** Octal digits, or what does not fit into them in base 256 (GNU tar). */
function number(block: Uint8Array, start: number, length: number): number {
  const first = block[start] ?? 0
  if ((first & 0x80) !== 0) {
    let value = first === 0xff ? -1 : first & 0x7f
    for (let i = start + 1; i < start + length; i++) value = value * 256 + (block[i] ?? 0)
    return value
  }
  const digits = text(block, start, length).trim()
  if (!/^[0-7]*$/.test(digits)) throw new Error('a header has a broken number')
  return digits === '' ? 0 : Number.parseInt(digits, 8)
}

/** The sum of all bytes, those of the sum itself taken as blanks. */
function checksum(block: Uint8Array): number {
  let sum = 8 * 32
  for (let i = 0; i < blockSize; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0
  return sum
}
