import type { Change, ChangeOutcome, Reply } from '../../core/machine.ts'
import { ask, bodyOf, failureOf, type Search } from './provider.ts'

type Headers = Readonly<Record<string, string>>

/** An address, and how its answer is read; what cannot be read counts as missing. */
interface Lookup<T> {
  readonly url: string
  read?(body: Uint8Array): T | undefined
}

/** A metadata service that has one address for each value. */
export interface MetadataService {
  readonly name: string
  /** Sent with every request. */
  readonly headers?: Headers
  /** Answers wherever the service is there. */
  readonly probe: string
  /** The one value that must not be missing. */
  readonly hostname: string
  /** Files of /run/config and their addresses. */
  readonly values: Readonly<Record<string, string>>
  readonly keys: Lookup<string | Uint8Array>
  readonly userData?: Lookup<Uint8Array>
  /** Where the service wants one (status 401): the headers of a session. */
  session?(): AsyncGenerator<Change, Headers | undefined, ChangeOutcome>
}

/** Probes a service; when it is there, asks for all values at once. */
export async function* searchService(service: MetadataService): Search {
  const { name, probe, hostname, values, keys, userData } = service
  let headers = service.headers ?? {}
  const question = (url: string) => ({ of: name, url, headers })
  let [probed] = yield* ask([question(probe)])
  if (service.session !== undefined && isUnauthorized(probed)) {
    const session = yield* service.session()
    if (session === undefined) return { failure: `${failureOf(probed)}, and there is no token to be had` }
    headers = { ...headers, ...session }
    probed = (yield* ask([question(probe)]))[0]
  }
  if (bodyOf(probed) === undefined) return { failure: failureOf(probed) }

  const urls = [hostname, ...Object.values(values), keys.url, ...(userData ? [userData.url] : [])]
  const others = urls.filter((url) => url !== probe)
  const replies = yield* ask(others.map(question))
  const replyTo = (url: string) => (url === probe ? probed : replies[others.indexOf(url)])

  const ownName = bodyOf(replyTo(hostname))
  if (ownName === undefined) return { failure: failureOf(replyTo(hostname)) }
  const found: Record<string, Uint8Array> = { hostname: ownName }
  for (const [file, url] of Object.entries(values)) {
    const value = bodyOf(replyTo(url))
    if (value !== undefined) found[file] = value
  }
  const keyText = readReply<string | Uint8Array>(keys, replyTo(keys.url))
  const data = userData && readReply(userData, replyTo(userData.url))
  return {
    values: found,
    ...(keyText !== undefined && { keys: keyText }),
    ...(data !== undefined && { userData: data }),
  }
}

function readReply<T>({ read }: Lookup<T>, reply: Reply | undefined): T | Uint8Array | undefined {
  const body = bodyOf(reply)
  return body === undefined || read === undefined ? body : read(body)
}

function isUnauthorized(reply: Reply | undefined): boolean {
  return reply !== undefined && 'response' in reply && reply.response.status === 401
}
