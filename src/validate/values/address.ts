import { isIP } from 'node:net'
import { parseGoUrl } from '../../core/go-url.ts'
import type { Fault } from './fault.ts'

/** What is wrong with an address to fetch from: http or https, a host, no blanks. Never repeats credentials. */
export function urlFault(url: string): Fault | undefined {
  const help = 'Write a whole address, such as https://example.org/file'
  const shown = `\`${withoutCredentials(url.trim())}\``
  if (url.trim() === '') return { message: 'The address is empty', help, severity: 'error' }
  // A template that is none here: literal-template tells.
  if (url.includes('{{')) return undefined
  if (/\s/.test(url)) {
    const from = url.search(/\s/)
    const trimmed = url.trim() !== url ? `Write ${withoutCredentials(url.trim())}` : 'Write %20 for a blank'
    return { message: `${shown} holds a blank or line end`, help: trimmed, from, to: from + 1 }
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined)
    return {
      message: `${shown} has no scheme`,
      help: `Write https://${url.replace(/^\/+/, '')}`,
      severity: 'error',
    }
  if (scheme !== 'http' && scheme !== 'https') {
    const message = `${shown} cannot be fetched: only http and https can`
    return { message, help, severity: 'error', from: 0, to: scheme.length }
  }
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url) || parseGoUrl(url) === undefined) {
    return { message: `${shown} is no address`, help, severity: 'error' }
  }
  return undefined
}

/** Where an address is not encrypted: anybody on the way can put something else in its place. */
export function insecureUrlFault(url: string): Fault | undefined {
  if (!/^http:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const { hostname } = new URL(url)
  if (isNear(hostname)) return undefined
  const message = `\`${withoutCredentials(url)}\` is fetched without encryption`
  return { message, help: 'Write https', severity: 'hint', from: 0, to: 4 }
}

/** Hosts of the own machine or network, where certificates are seldom to be had. */
function isNear(host: string): boolean {
  return (
    /^(localhost|.*\.local|.*\.localhost|.*\.internal|.*\.lan|[^.:]+)$/.test(host) ||
    /^(127|10|192\.168|169\.254|172\.(1[6-9]|2[0-9]|3[01]))\./.test(host) ||
    /^\[(::1|f[cd][0-9a-f]{2}:|fe80:)/.test(host)
  )
}

function withoutCredentials(url: string): string {
  return url.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/@]*@/, '$1').replace(/\?.*$/s, '?…')
}

/** What is wrong with a name server of resolv.conf(5): an address, without port. */
export function nameServerFault(server: string): Fault | undefined {
  const shown = `The name server \`${server.trim()}\``
  const help = 'Write an address, such as 9.9.9.9 or 2620:fe::fe'
  if (server.trim() === '') return { message: 'A name server is empty', help }
  if (server.includes('{{')) return undefined
  const trimmed = server.trim()
  if (isIP(trimmed.replace(/%[A-Za-z0-9_.-]+$/, '')) !== 0) return undefined
  if (/[\s,;]/.test(trimmed)) {
    return {
      message: `${shown} is more than one; only the first is used`,
      help: 'Make an entry of the list of each',
    }
  }
  const bare = /^\[?([^\]]*?)\]?:[0-9]+$/.exec(trimmed)?.[1] ?? ''
  if (isIP(bare) !== 0)
    return { message: `${shown} has a port, which the resolver does not take`, help: `Write ${bare}` }
  return { message: `${shown} is no address, so the resolver ignores it`, help }
}
