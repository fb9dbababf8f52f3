import { BlockList, isIP } from 'node:net'

/**
 * Which proxy a request goes through, by the rules of Go's httpproxy (which curl shares for the most part):
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in capitals or not; never for this machine itself.
 */

type Environment = Readonly<Record<string, string | undefined>>

/** The proxy for an address, or undefined to go there directly. Throws an Error when the setting is of no use. */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const setting = variable(environment, name)
  if (setting === '' || !isProxied(url, variable(environment, 'NO_PROXY'))) return undefined
  // In a CGI program HTTP_PROXY is a header of the request, whoever sent it.
  if (name === 'HTTP_PROXY' && environment.REQUEST_METHOD)
    throw new Error('HTTP_PROXY is not used in a CGI program')
  const proxy = parseProxy(setting)
  if (proxy === undefined) throw new Error(`${name} is no address of an http or https proxy`)
  return proxy
}

function variable(environment: Environment, name: string): string {
  return environment[name] || environment[name.toLowerCase()] || ''
}

function parseProxy(setting: string): URL | undefined {
  const text = setting.includes('://') ? setting : `http://${setting}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '' ? url : undefined
}

function isProxied(url: URL, exceptions: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const version = isIP(host)
  const family = version === 6 ? 'ipv6' : 'ipv4'
  if (host === 'localhost' || (version === 4 && host.startsWith('127.')) || host === '::1') return false
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  for (const written of exceptions.split(',')) {
    const entry = written.trim().toLowerCase()
    if (entry === '*') return false
    const network = /^([0-9a-f.:]+)\/(\d+)$/.exec(entry)
    if (network) {
      const [, address = '', bits] = network
      if (version === 0 || isIP(address) !== version || Number(bits) > (version === 6 ? 128 : 32)) continue
      const inside = new BlockList()
      inside.addSubnet(address, Number(bits), family)
      if (inside.check(host, family)) return false
      continue
    }
    const [name, onlyPort] = splitPort(entry)
    if (name === '' || (onlyPort !== '' && onlyPort !== port)) continue
    if (version !== 0 ? name === host : matchesDomain(host, name)) return false
  }
  return true
}

/** `name:port`; an IPv6 address with a port stands in brackets. */
function splitPort(entry: string): [name: string, port: string] {
  const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(entry)
  if (bracketed) return [bracketed[1] ?? '', bracketed[2] ?? '']
  if (isIP(entry) !== 0) return [entry, '']
  const [, name = entry, port = ''] = /^([^:]*):(\d+)$/.exec(entry) ?? []
  return [name, port]
}

/** `example.org` means itself and all below, `.example.org` and `*.example.org` only what is below. */
function matchesDomain(host: string, name: string): boolean {
  const domain = name.replace(/^\*\./, '.')
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`)
}
