import type { Surroundings } from '../../functions.ts'
import { fixedZone, UTC, type Zone } from './zone.ts'
import { parseZoneFile } from './zone-file.ts'

/** Where Go looks for the time zone database on Unix. */
const folders = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/usr/lib/locale/TZ', '/etc/zoneinfo']

/** Finds zones by name; `local` is that of the machine. */
export interface Zones {
  readonly local: Zone
  /** Undefined when there is no such zone. */
  find(name: string): Zone | undefined
}

/** Zones from the surroundings' time zone database, each read once. */
export function zonesOf(surroundings: Surroundings): Zones {
  const known = new Map<string, Zone | undefined>()
  let local: Zone | undefined
  return {
    get local() {
      local ??= localZone(surroundings)
      return local
    },
    find(name) {
      if (name === '' || name === 'UTC') return UTC
      if (name === 'Local') return this.local
      if (name.includes('..') || /^[/\\]/.test(name)) return undefined
      if (!known.has(name)) known.set(name, readZone(surroundings, name))
      return known.get(name)
    },
  }
}

function localZone(surroundings: Surroundings): Zone {
  const { timeZone } = surroundings
  // A zone of its own, as in Go: it is not the same as UTC.
  const universal = fixedZone('UTC', 0)
  if (timeZone === '' || timeZone === 'UTC') return universal
  if (!timeZone.startsWith('/')) return readZone(surroundings, timeZone) ?? universal
  const bytes = surroundings.zoneFile(timeZone)
  const name = timeZone === '/etc/localtime' ? 'Local' : timeZone
  return (bytes && parseZoneFile(name, bytes)) ?? universal
}

function readZone(surroundings: Surroundings, name: string): Zone | undefined {
  const own = surroundings.environment.ZONEINFO
  for (const folder of own === undefined || own === '' ? folders : [own, ...folders]) {
    const bytes = surroundings.zoneFile(`${folder}/${name}`)
    const zone = bytes && parseZoneFile(name, bytes)
    if (zone !== undefined) return zone
  }
  return undefined
}
