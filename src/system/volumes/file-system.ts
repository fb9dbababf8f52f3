import { readSync } from 'node:fs'
import { fatLabel } from './fat-label.ts'

/** The file systems that configuration discs have, as mount(8) calls them, and their label. */
export interface FileSystem {
  readonly type: 'iso9660' | 'vfat'
  /** Without the blanks around it. */
  readonly label: string
}

/** Primary volume descriptor of ISO 9660 (ECMA-119, 8.4): sector 16. */
const DESCRIPTOR = 16 * 2048

/** What an open device, or an image of one, begins with; undefined when it is neither ISO 9660 nor FAT. */
export function fileSystemOf(fd: number): FileSystem | undefined {
  const descriptor = read(fd, DESCRIPTOR, 72)
  if (descriptor.toString('latin1', 0, 6) === '\x01CD001') {
    return { type: 'iso9660', label: descriptor.toString('latin1', 40, 72).trim() }
  }
  const sector = read(fd, 0, 512)
  if (sector.length < 512 || sector.readUInt16LE(510) !== 0xaa55) return undefined
  // The boot sector of FAT12 and FAT16, and that of FAT32, name themselves in front of the boot code.
  for (const [name, at] of [
    ['FAT1', 54],
    ['FAT32', 82],
  ] as const) {
    if (!sector.toString('latin1', at, at + 8).startsWith(name)) continue
    const label = fatLabel(sector, at - 11, (position, length) => read(fd, position, length))
    return { type: 'vfat', label }
  }
  return undefined
}

function read(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(fd, buffer, 0, length, position))
}
