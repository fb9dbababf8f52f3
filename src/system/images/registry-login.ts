import { type ImageReference, isPrivateAddress } from '../../core/images/reference.ts'
import { MachineError } from '../../core/machine.ts'
import type { Credentials } from './credentials.ts'

/** What a registry wants to see before it answers (RFC 9110, WWW-Authenticate; Docker's token authentication). */
export type Challenge =
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer'; readonly realm: string; readonly service: string | undefined }

/** Reads a challenge; undefined for one of another kind. */
export function parseChallenge(header: string): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(header) ?? []
  if (scheme.toLowerCase() === 'basic') return { kind: 'basic' }
  if (scheme.toLowerCase() !== 'bearer') return undefined
  const fields = new Map<string, string>()
  for (const [, key = '', quoted, plain] of rest.matchAll(/(\w+)=(?:"([^"]*)"|([^",\s]+))/g))
    fields.set(key.toLowerCase(), quoted ?? plain ?? '')
  const realm = fields.get('realm')
  return realm === undefined ? undefined : { kind: 'bearer', realm, service: fields.get('service') }
}

/** The address that gives a token to read an image. Throws a MachineError for one that nobody should be sent to. */
export function tokenAddress(
  { realm, service }: Extract<Challenge, { kind: 'bearer' }>,
  { registry, repository }: ImageReference,
): string {
  let address: URL
  try {
    address = new URL(realm)
  } catch {
    throw new MachineError(`${registry} names no address to log in at`)
  }
  // A registry must not make us ask what only this machine can reach.
  const host = address.hostname.replace(/^\[|\]$/g, '')
  const isLocal =
    isPrivateAddress(host) || host === 'localhost' || host === '::1' || host.startsWith('169.254.')
  if (!['http:', 'https:'].includes(address.protocol) || (isLocal && address.host !== registry))
    throw new MachineError(
      `${registry} wants a login at ${address.origin}, which is a local address: refused`,
    )
  address.searchParams.set('scope', `repository:${repository}:pull`)
  if (service !== undefined && service !== '') address.searchParams.set('service', service)
  return address.href
}

/** The token in an answer; both names are in use. */
export function tokenIn(text: string): string | undefined {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null) return undefined
    if ('token' in found && typeof found.token === 'string' && found.token !== '') return found.token
    if ('access_token' in found && typeof found.access_token === 'string') return found.access_token
  } catch {
    // No JSON, no token.
  }
  return undefined
}

export function basicLogin({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
}
