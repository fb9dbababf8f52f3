import { fromBytes } from '../../../core/go-string.ts'
import { ask, bodyOf, failureOf, type Provider, type Search } from '../provider.ts'

const root = 'http://169.254.42.42'

/** Files of /run/config, the variables of their values, and whether nothing is asked any more when it is missing. */
const values = [
  ['hostname', 'HOSTNAME', 'required'],
  ['instance_id', 'ID', 'required'],
  ['instance_location', 'LOCATION_ZONE_ID', 'required'],
  ['public_ip', 'PUBLIC_IP_ADDRESS', 'optional'],
  ['private_ip', 'PRIVATE_IP', 'required'],
] as const

/** Scaleway: variables as in a shell, and user data for root alone, who is known by the port that is asked from. */
export const scaleway: Provider = {
  name: 'scaleway',
  async *search(): Search {
    const [reply] = yield* ask([{ of: 'scaleway', url: `${root}/conf` }])
    const body = bodyOf(reply)
    if (body === undefined) return { failure: failureOf(reply) }
    const conf = fromBytes(body).split('\n')
    const found: Record<string, string> = {}
    for (const [file, name, need] of values) {
      const value = variable(conf, name)
      if (value !== undefined) found[file] = value
      else if (need === 'required') return { values: found }
    }
    const keys = keysIn(conf)
    const url = `${root}/user_data/cloud-init`
    const [second] = yield* ask([{ of: 'scaleway', url, fromPrivilegedPort: true }])
    const userData = bodyOf(second)
    return {
      values: found,
      ...(keys !== undefined && { keys }),
      ...(userData !== undefined && { userData }),
    }
  },
}

function variable(lines: readonly string[], name: string): string | undefined {
  const start = `${name}=`
  return lines.find((line) => line.startsWith(start))?.slice(start.length)
}

/** As many keys as the count says; one missing and there are none. */
function keysIn(lines: readonly string[]): string | undefined {
  const count = variable(lines, 'SSH_PUBLIC_KEYS')
  if (count === undefined || !/^[+-]?\d{1,6}$/.test(count)) return undefined
  let keys = ''
  for (let index = 0; index < Number(count); index++) {
    const key = variable(lines, `SSH_PUBLIC_KEYS_${index}_KEY`)
    if (key === undefined) return undefined
    keys += `${key.replace(/^'+|'+$/g, '')}\n`
  }
  return keys
}
