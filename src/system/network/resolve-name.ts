import { promises as dns } from 'node:dns'
import { readFileSync } from 'node:fs'
import { isIP, type LookupFunction } from 'node:net'

/** An address with its family, 4 or 6. */
interface Resolved {
  readonly address: string
  readonly family: number
}

/**
 * Looks names up in /etc/hosts, then at the servers of /etc/resolv.conf, and gives up when `signal` says so. The
 * system's own way (getaddrinfo) cannot be interrupted: a process waits for it at its end, for twenty seconds where
 * no name server answers.
 */
export function lookupUntil(signal: AbortSignal): LookupFunction {
  return (name, { all }, done) => {
    resolveName(name, signal).then(
      (found) => {
        const [first] = found
        if (first === undefined) done(notFound(name), '', 0)
        else if (all) done(null, [...found])
        else done(null, first.address, first.family)
      },
      (error: Error) => done(error, '', 0),
    )
  }
}

/** Addresses of a name, those of version 4 first; none when it is not known. */
async function resolveName(name: string, signal: AbortSignal): Promise<readonly Resolved[]> {
  const family = isIP(name)
  if (family !== 0) return [{ address: name, family }]
  const listed = inHosts(readText('/etc/hosts'), name)
  if (listed.length > 0) return listed
  const resolver = new dns.Resolver()
  const stop = () => resolver.cancel()
  signal.addEventListener('abort', stop)
  try {
    for (const candidate of candidates(readText('/etc/resolv.conf'), name)) {
      if (signal.aborted) break
      const [four, six] = await Promise.allSettled([
        resolver.resolve4(candidate),
        resolver.resolve6(candidate),
      ])
      const found = [...addresses(four, 4), ...addresses(six, 6)]
      if (found.length > 0) return found
    }
    return []
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function addresses(result: PromiseSettledResult<readonly string[]>, family: number): readonly Resolved[] {
  return result.status === 'fulfilled' ? result.value.map((address) => ({ address, family })) : []
}

/** What hosts(5) says of a name. */
export function inHosts(hosts: string, name: string): readonly Resolved[] {
  const wanted = name.toLowerCase()
  return hosts.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    const family = isIP(address)
    return family !== 0 && names.some((known) => known.toLowerCase() === wanted) ? [{ address, family }] : []
  })
}

/** The full names that a name may be short for, in the order of resolv.conf(5); without a dot the domains come first. */
export function candidates(configuration: string, name: string): readonly string[] {
  if (name.endsWith('.')) return [name]
  let domains: readonly string[] = []
  for (const line of configuration.split('\n')) {
    const [word, ...rest] = line.trim().split(/\s+/)
    if (word === 'search' || word === 'domain') domains = rest
  }
  const extended = domains.map((domain) => `${name}.${domain}`)
  return name.includes('.') ? [name, ...extended] : [...extended, name]
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

function notFound(name: string): Error {
  return Object.assign(new Error(`${name} is not known`), { code: 'ENOTFOUND' })
}
