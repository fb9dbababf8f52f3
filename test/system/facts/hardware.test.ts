import t from 'tap'
import type { Present } from '../../../src/core/machine.ts'
import { readBios, readChassis, readProduct } from '../../../src/system/facts/firmware.ts'
import { readFirmwareTables } from '../../../src/system/facts/firmware-tables.ts'
import { readNetwork } from '../../../src/system/facts/network.ts'
import { readProcessor } from '../../../src/system/facts/processor.ts'
import { type FactReader, factReader } from '../../../src/system/facts/reader.ts'
import { readStorage } from '../../../src/system/facts/storage.ts'
import { MemoryMachine } from '../memory-machine.ts'

function reader(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): FactReader {
  const machine = new MemoryMachine({ files })
  for (const [path, target] of Object.entries(links)) {
    machine.put(path, '')
    machine.entries.set(path, { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target })
  }
  return factReader(machine.now)
}

/** A structure of the SMBIOS tables with bytes at offsets, then its texts. */
function structure(
  type: number,
  length: number,
  values: Readonly<Record<number, readonly number[]>>,
): number[] {
  const bytes: number[] = new Array(length).fill(0)
  bytes[0] = type
  bytes[1] = length
  for (const [offset, own] of Object.entries(values)) bytes.splice(Number(offset), own.length, ...own)
  return [...bytes, 0x41, 0, 0]
}

const tables = (...structures: number[][]) => {
  const now: Partial<Present> = { bytes: () => Uint8Array.from(structures.flat()) }
  return readFirmwareTables(factReader({ ...new MemoryMachine().now, ...now }))
}

t.test('memory and processor speed by the SMBIOS tables', async (t) => {
  const processor = structure(4, 0x30, { 22: [0xb8, 0x0b] })
  const device = (size: readonly number[]) => structure(17, 0x28, { 12: size, 18: [26], 21: [0x80, 0x0c] })
  const large = structure(17, 0x28, { 12: [0xff, 0x7f], 28: [0, 0, 1, 0], 18: [24] })
  t.same(tables(processor, device([0, 0]), device([0, 0x20]), device([0, 0x20]), [127, 4, 0, 0, 0, 0]), {
    processorSpeed: 3000,
    memorySize: 16384,
    memoryType: 'DDR4',
    memorySpeed: 3200,
  })
  t.match(tables(large), { memorySize: 65536, memoryType: 'DDR3' })
  t.match(
    tables(device([0xff, 0xff]), device([0, 0x80])),
    { memorySize: 0, memoryType: '' },
    'unknown, and in KB',
  )
  t.match(tables(structure(19, 0x1f, { 8: [0xff, 0xff, 0x3f, 0] })), { memorySize: 4096, memoryType: 'DRAM' })
})

t.test('tables that are cut or nonsense do no harm', async (t) => {
  t.match(tables([]), { memorySize: 0 })
  t.match(tables([17]), { memorySize: 0 })
  t.match(tables([17, 0x28, 0, 0]), { memorySize: 0 })
  t.match(tables([0, 0]), { memorySize: 0 })
  t.match(tables(new Array(1000).fill(1)), { memorySize: 0 })
})

t.test('under Xen without tables the memory is what the hypervisor gave', async (t) => {
  const found = reader({ '/sys/devices/system/xen_memory/xen_memory0/target_kb': '2097152\n' })
  t.match(readFirmwareTables(found), { memorySize: 2048, memoryType: 'DRAM' })
})

t.test('the processors', async (t) => {
  const one = (id: number, core: number) =>
    `processor\t: ${id}\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R)  CPU  - X\ncache size\t: 512 KB\nphysical id\t: 0\ncore id\t\t: ${core}\n\n`
  const files = {
    '/proc/cpuinfo': one(0, 0) + one(1, 0) + one(2, 1),
    '/proc/self/status': 'Name:\tx\nCpus_allowed_list:\t0-2,7\n',
    '/sys/devices/system/cpu/online': '0-1,7\n',
  }
  t.same(readProcessor(reader(files)), {
    vendor: 'GenuineIntel',
    model: 'Intel(R) CPU -X',
    cache: 512,
    cpus: 1,
    cores: 2,
    threads: 3,
  })
  t.equal(
    readProcessor(
      reader({ ...files, '/sys/devices/system/cpu/online': '', '/proc/stat': 'cpu 1\ncpu0 1\ncpu5 1\n' }),
    ).threads,
    1,
  )
})

t.test('product, chassis and BIOS by DMI, or the device tree', async (t) => {
  const id = '/sys/class/dmi/id'
  const product = readProduct(
    reader({
      [`${id}/product_name`]: ' Name \n',
      [`${id}/product_uuid`]: '{4C4C4544-0042-3510-8052-B4C04F333032}\n',
    }),
  )
  t.match(product, { name: 'Name', serial: '', uuid: '4c4c4544-0042-3510-8052-b4c04f333032' })
  const board = reader({ '/proc/device-tree/model': 'Pi 4\0', '/proc/device-tree/serial-number': '10\0' })
  t.match(readProduct(board), { name: 'Pi 4', serial: '10', uuid: '00000000-0000-0000-0000-000000000000' })
  t.match(readChassis(reader({ [`${id}/chassis_type`]: '3\n' })), { type: 3 })
  t.match(readChassis(reader({ [`${id}/chassis_type`]: 'x\n' })), { type: 0 })
  t.match(readBios(reader({ [`${id}/bios_date`]: '01/02/2026\n' })), { vendor: '', date: '01/02/2026' })
})

t.test('disks, but no virtual ones, floppies and optical drives', async (t) => {
  const device = '/sys/devices/pci/block'
  const found = readStorage(
    reader(
      {
        [`${device}/sda/size`]: '1953525168\n',
        [`${device}/sda/dev`]: '8:0\n',
        [`${device}/sda/device/model`]: 'Disk \n',
        [`${device}/sda/device/vendor`]: 'ATA \n',
        [`${device}/vda/size`]: '0\n',
        [`${device}/vda/device/vendor`]: '0x1af4\n',
        [`${device}/sr0/device/type`]: '5\n',
        '/run/udev/data/b8:0': 'S:x\nE:ID_SERIAL_SHORT=a=b\nE:ID_SERIAL_SHORT=S1\n',
      },
      {
        '/sys/block/sda': '../devices/pci/block/sda',
        '/sys/block/sr0': '../devices/pci/block/sr0',
        '/sys/block/vda': '../devices/pci/block/vda',
        '/sys/block/loop0': '../devices/virtual/block/loop0',
        '/sys/block/fd0': '../devices/platform/floppy.0/block/fd0',
        [`${device}/sda/device/driver`]: '../../bus/scsi/drivers/sd',
      },
    ),
  )
  t.same(found, [
    { name: 'sda', driver: 'sd', vendor: 'ATA', model: 'Disk', serial: 'S1', size: 1000 },
    { name: 'vda', driver: '', vendor: '', model: '', serial: '', size: 0 },
  ])
})

t.test('network devices, but no virtual ones', async (t) => {
  const device = '/sys/devices/pci/net'
  const found = readNetwork(
    reader(
      {
        [`${device}/eth0/address`]: '02:00:00:00:00:01\n',
        [`${device}/eth0/speed`]: '1000\n',
        [`${device}/eth1/speed`]: '-1\n',
      },
      {
        '/sys/class/net/eth0': '../../devices/pci/net/eth0',
        '/sys/class/net/eth1': '../../devices/pci/net/eth1',
        '/sys/class/net/lo': '../../devices/virtual/net/lo',
        [`${device}/eth0/device/driver`]: '../../../bus/drivers/e1000e',
      },
    ),
  )
  t.same(found, [
    { name: 'eth0', driver: 'e1000e', macaddress: '02:00:00:00:00:01', speed: 1000 },
    { name: 'eth1', driver: '', macaddress: '', speed: 0 },
  ])
})
