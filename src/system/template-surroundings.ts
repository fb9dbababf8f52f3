import { readFileSync } from 'node:fs'
import type { Surroundings } from '../core/template/functions.ts'

/** Web Crypto gives at most this many bytes at a time. */
const MOST_RANDOM_BYTES = 65_536

/** What templates see of the live machine: its clock, random numbers, environment, time zones and name service. */
export function templateSurroundings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Surroundings {
  return {
    now: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)),
    random(length) {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at += MOST_RANDOM_BYTES) {
        crypto.getRandomValues(bytes.subarray(at, at + MOST_RANDOM_BYTES))
      }
      return bytes
    },
    environment,
    timeZone: timeZoneOf(environment.TZ),
    zoneFile(path) {
      try {
        return readFileSync(path)
      } catch {
        return undefined
      }
    },
    async addresses(host) {
      if (host === '') return []
      const { lookup } = await import('node:dns/promises')
      const found = await lookup(host, { all: true })
      return found.map(({ address }) => address)
    },
  }
}

/** The zone that `TZ` names, read as Go does: unset is the machine's own, empty is universal time. */
function timeZoneOf(variable: string | undefined): string {
  if (variable === undefined) return '/etc/localtime'
  const name = variable.replace(/^:/, '')
  return name === '' ? 'UTC' : name
}
