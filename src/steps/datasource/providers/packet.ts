import { fromBytes } from '../../../core/go-string.ts'
import { readJson, textsOf } from '../json.ts'
import { ask, bodyOf, failureOf, type Provider, type Search } from '../provider.ts'

const root = 'https://metadata.platformequinix.com'

/** Equinix Metal, once Packet: one JSON document, and user data that may be meant for the boot loader. */
export const packet: Provider = {
  name: 'packet',
  async *search(): Search {
    const [reply] = yield* ask([{ of: 'packet', url: `${root}/metadata` }])
    if (reply === undefined || 'error' in reply) return { failure: failureOf(reply) }
    const metadata = readJson(fromBytes(reply.response.body))
    if (typeof metadata !== 'object' || metadata === null) {
      return { failure: reply.response.status < 400 ? `${root}/metadata: it is no JSON` : failureOf(reply) }
    }
    if ('error' in metadata && typeof metadata.error === 'string' && metadata.error !== '')
      return { failure: `${root}/metadata: ${metadata.error}` }
    const hostname = 'hostname' in metadata && typeof metadata.hostname === 'string' ? metadata.hostname : ''
    const keys = 'ssh_keys' in metadata ? textsOf(metadata.ssh_keys) : undefined
    const [second] = yield* ask([{ of: 'packet', url: `${root}/userdata` }])
    const userData = bodyOf(second)
    return {
      values: { hostname },
      keys: (keys ?? []).join('\n'),
      ...(userData !== undefined && isForUs(userData) && { userData }),
    }
  },
}

/** A script for iPXE was for the boot loader. */
function isForUs(userData: Uint8Array): boolean {
  return userData.length > 0 && !/^#!ipxe./s.test(fromBytes(userData.subarray(0, 7)))
}
