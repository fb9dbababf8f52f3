import type { FactReader } from './reader.ts'
import { lastName } from './storage.ts'

const folder = '/sys/class/net'

/**
 * The network devices that are not virtual. yip also gives the port and the highest speed of a device, for which it
 * asks the driver by an ioctl that scripts cannot make: the port is missing, and the speed is that of the link.
 */
export function readNetwork(reader: FactReader) {
  return (reader.names(folder) ?? []).flatMap((name) => {
    const path = `${folder}/${name}`
    const target = reader.link(path)
    if (target === undefined || target.startsWith('../../devices/virtual/')) return []
    const speed = reader.line(`${path}/speed`)
    return {
      name,
      driver: lastName(reader.link(`${path}/device/driver`)),
      macaddress: reader.line(`${path}/address`),
      speed: /^\d+$/.test(speed) ? Number(speed) : 0,
    }
  })
}
