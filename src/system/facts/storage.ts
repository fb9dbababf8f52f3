import type { FactReader } from './reader.ts'

const folder = '/sys/block'
/** Sectors of 512 bytes in a GB. */
const sectorsPerGigabyte = 1_953_125
/** SCSI device type of CD and DVD drives. */
const opticalDrive = '5'

/** The disks: block devices that are neither virtual, nor floppies, nor optical drives. */
export function readStorage(reader: FactReader) {
  return (reader.names(folder) ?? []).flatMap((name) => {
    const path = `${folder}/${name}`
    const target = reader.link(path)
    if (target === undefined || /^\.\.\/devices\/(?:virtual\/|platform\/floppy)/.test(target)) return []
    if (reader.line(`${path}/device/type`) === opticalDrive) return []
    const vendor = reader.line(`${path}/device/vendor`)
    const sectors = reader.line(`${path}/size`)
    return {
      name,
      driver: lastName(reader.link(`${path}/device/driver`)),
      // PCI devices have a number here, no name.
      vendor: vendor.startsWith('0x') ? '' : vendor,
      model: reader.line(`${path}/device/model`),
      serial: readSerial(reader, name, path),
      size: /^\d+$/.test(sectors) ? Math.floor(Number(sectors) / sectorsPerGigabyte) : 0,
    }
  })
}

/** From udev's database, in its present place or its old one. */
function readSerial(reader: FactReader, name: string, path: string): string {
  const number = reader.line(`${path}/dev`)
  const entry =
    (number === '' ? undefined : reader.lines(`/run/udev/data/b${number}`)) ??
    reader.lines(`/dev/.udev/db/block:${name}`)
  for (const line of entry?.lines ?? []) {
    const [key, value, more] = line.split('=')
    if (key === 'E:ID_SERIAL_SHORT' && value !== undefined && more === undefined) return value
  }
  return ''
}

/** The last part of a link's target: the name of a driver. */
export function lastName(target: string | undefined): string {
  return target === undefined ? '' : target.slice(target.lastIndexOf('/') + 1)
}
