import type { FactReader } from './reader.ts'

/** What the SMBIOS tables say of processor and memory; 0 and empty when they say nothing. */
export interface FirmwareTables {
  /** Clock rate of the processor in MHz. */
  readonly processorSpeed: number
  /** In MB. */
  readonly memorySize: number
  readonly memoryType: string
  /** In millions of transfers a second. */
  readonly memorySpeed: number
}

/** SMBIOS structure types. */
const processor = 4
const memoryDevice = 17
const memoryMapping = 19
const endOfTable = 127

/** SMBIOS 3.0, 7.18.2, from type 1 on. */
const memoryTypes =
  'Other|Unknown|DRAM|EDRAM|VRAM|SRAM|RAM|ROM|FLASH|EEPROM|FEPROM|EPROM|CDRAM|3DRAM|SDRAM|SGRAM|RDRAM|DDR|DDR2|DDR2 FB-DIMM|Reserved|Reserved|Reserved|DDR3|FBD2|DDR4|LPDDR|LPDDR2|LPDDR3|LPDDR4'.split(
    '|',
  )

/** Reads the SMBIOS tables; under Xen without them, the memory the hypervisor gave. */
export function readFirmwareTables(reader: FactReader): FirmwareTables {
  const table = reader.bytes('/sys/firmware/dmi/tables/DMI')
  if (table !== undefined) return parseTables(table)
  const kilobytes = reader.line('/sys/devices/system/xen_memory/xen_memory0/target_kb')
  if (kilobytes === '') return { processorSpeed: 0, memorySize: 0, memoryType: '', memorySpeed: 0 }
  const memorySize = /^\d+$/.test(kilobytes) ? Math.floor(Number(kilobytes) / 1024) : 0
  return { processorSpeed: 0, memorySize, memoryType: 'DRAM', memorySpeed: 0 }
}

function parseTables(table: Uint8Array): FirmwareTables {
  const found = { processorSpeed: 0, memorySize: 0, memoryType: '', memorySpeed: 0 }
  let mapped = 0n
  for (const structure of structures(table)) {
    const { type } = structure
    if (type === processor) found.processorSpeed ||= structure.word(0x16)
    else if (type === memoryMapping) mapped += mappedSize(structure)
    else if (type === memoryDevice) {
      const size = deviceSize(structure)
      if (size === 0) continue
      found.memorySize += size
      found.memoryType ||= memoryTypes[structure.byte(0x12) - 1] ?? ''
      if (structure.length >= 0x17) found.memorySpeed ||= structure.word(0x15)
    }
  }
  return found.memorySize === 0 && mapped > 0n
    ? { ...found, memorySize: Number(BigInt.asUintN(64, mapped)), memoryType: 'DRAM' }
    : found
}

/** One structure of the tables; what lies behind the end of the table reads as 0. */
interface Structure {
  readonly type: number
  readonly length: number
  byte(offset: number): number
  word(offset: number): number
  doubleWord(offset: number): number
}

function* structures(table: Uint8Array): Generator<Structure> {
  for (let start = 0; start < table.length - 1; ) {
    const type = table[start] as number
    if (type === endOfTable) return
    const length = table[start + 1] as number
    yield structureAt(table, start, type, length)
    // Texts follow the structure; two zero bytes end them.
    let end = start + length
    while (end < table.length - 1 && (table[end] !== 0 || table[end + 1] !== 0)) end++
    start = end + 2
  }
}

function structureAt(table: Uint8Array, start: number, type: number, length: number): Structure {
  const byte = (offset: number) => table[start + offset] ?? 0
  const word = (offset: number) => byte(offset) + byte(offset + 1) * 0x100
  return { type, length, byte, word, doubleWord: (offset) => word(offset) + word(offset + 2) * 0x10000 }
}

/** In MB; 0 for an empty socket, an unknown size and one given in KB. */
function deviceSize(device: Structure): number {
  const size = device.word(0x0c)
  if (size >= 0x8000) return 0
  if (size < 0x7fff) return size
  return device.length >= 0x20 ? device.doubleWord(0x1c) : 0
}

/** In MB. Structure type 19 gives addresses in KB, or past 4 TB in bytes; nonsense wraps around, as in Go. */
function mappedSize(mapping: Structure): bigint {
  const [start, end] = [BigInt(mapping.doubleWord(0x04)), BigInt(mapping.doubleWord(0x08))]
  if (start !== 0xffffffffn || end !== 0xffffffffn) return BigInt.asUintN(64, end - start + 1n) / 1024n
  if (mapping.length < 0x1f) return 0n
  const long = (offset: number) =>
    BigInt(mapping.doubleWord(offset)) + (BigInt(mapping.doubleWord(offset + 4)) << 32n)
  return BigInt.asUintN(64, long(0x17) - long(0x0f) + 1n) / 1048576n
}
