import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fileSystemOf } from '../../../src/system/volumes/file-system.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function found(folder: string, content: Buffer) {
  const path = join(folder, 'image')
  writeFileSync(path, content)
  const fd = openSync(path, 'r')
  try {
    return fileSystemOf(fd)
  } finally {
    closeSync(fd)
  }
}

function iso(label: string): Buffer {
  const image = Buffer.alloc(40_000)
  image.write('\x01CD001', 32_768, 'latin1')
  image.write(label.padEnd(32), 32_768 + 40, 'latin1')
  return image
}

function fat(name: string, at: number, label: string): Buffer {
  const sector = Buffer.alloc(4096)
  sector.writeUInt16LE(0xaa55, 510)
  sector.write(name.padEnd(8), at, 'latin1')
  sector.write(label.padEnd(11), at - 11, 'latin1')
  return sector
}

t.test('discs and FAT volumes are known with their labels', async (t) => {
  const folder = temporaryFolder(t)
  t.strictSame(found(folder, iso('cidata')), { type: 'iso9660', label: 'cidata' })
  t.strictSame(found(folder, fat('FAT12', 54, 'CIDATA')), { type: 'vfat', label: 'CIDATA' })
  t.strictSame(found(folder, fat('FAT16', 54, 'CONFIG-2')), { type: 'vfat', label: 'CONFIG-2' })
  t.strictSame(found(folder, fat('FAT32', 82, 'x')), { type: 'vfat', label: 'x' })
})

t.test('a partition table, another file system and an empty device are neither', async (t) => {
  const folder = temporaryFolder(t)
  const table = Buffer.alloc(4096)
  table.writeUInt16LE(0xaa55, 510)
  for (const content of [table, Buffer.alloc(40_000), Buffer.alloc(0), Buffer.alloc(100)])
    t.equal(found(folder, content), undefined)
})
