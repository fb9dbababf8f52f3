/** Reads `length` bytes, or what there is of them. */
export type ReadAt = (position: number, length: number) => Buffer

/** In bytes: as much of a root folder as is looked through for its label, which stands near its start. */
const FOLDER_LIMIT = 64 * 1024

const ENTRY = 32

/**
 * The label of a FAT volume: the entry for it in the root folder, which is what systems show and rename, or else the
 * copy at `inSector` of the boot sector, which some leave at `NO NAME` (Microsoft's FAT specification, 3 and 6).
 */
export function fatLabel(sector: Buffer, inSector: number, read: ReadAt): string {
  const written = labelAt(sector, inSector)
  return labelInFolder(rootFolder(sector, read)) ?? (written === 'NO NAME' ? '' : written)
}

function rootFolder(sector: Buffer, read: ReadAt): Buffer {
  const sectorSize = sector.readUInt16LE(11)
  const reserved = sector.readUInt16LE(14)
  const tables = sector.readUInt8(16)
  const entries = sector.readUInt16LE(17)
  const tableSize = sector.readUInt16LE(22) || sector.readUInt32LE(36)
  const behindTables = (reserved + tables * tableSize) * sectorSize
  if (entries > 0) return read(behindTables, Math.min(entries * ENTRY, FOLDER_LIMIT))
  // FAT32: the root folder is a chain of clusters like any other.
  const cluster = sector.readUInt8(13) * sectorSize
  const first = sector.readUInt32LE(44)
  return first < 2
    ? Buffer.alloc(0)
    : read(behindTables + (first - 2) * cluster, Math.min(cluster, FOLDER_LIMIT))
}

function labelInFolder(folder: Buffer): string | undefined {
  for (let at = 0; at + ENTRY <= folder.length && folder[at] !== 0; at += ENTRY) {
    const attributes = folder.readUInt8(at + 11)
    const isLabel = (attributes & 0x08) !== 0 && (attributes & 0x0f) !== 0x0f
    if (isLabel && folder[at] !== 0xe5) return labelAt(folder, at)
  }
  return undefined
}

function labelAt(bytes: Buffer, at: number): string {
  return bytes
    .toString('latin1', at, at + 11)
    .replaceAll('\0', ' ')
    .trim()
}
