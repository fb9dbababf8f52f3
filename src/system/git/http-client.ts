import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git'
import { version } from '../../version.ts'
import { agentFor, type Trusting } from '../network/agents.ts'
import { Deadline } from '../network/deadline.ts'
import { networkError } from '../network/network-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Milliseconds for one request of a clone: a big repository over a slow line. */
const LIMIT = 60 * 60_000

/** The requests of a clone, with this system's certificates and proxies; `shown` is the repository for messages. */
export function httpClient(shown: string, environment: Environment, trusting: Trusting): HttpClient {
  let moved: readonly [from: string, to: string] | undefined
  return {
    async request({
      url: asked,
      method = 'GET',
      headers = {},
      body,
    }: GitHttpRequest): Promise<GitHttpResponse> {
      const { default: fetch } = await import('node-fetch')
      const deadline = new Deadline(LIMIT)
      const failed = (error: unknown) => {
        deadline.clear()
        return networkError(shown, deadline.reason === undefined ? error : new Error(deadline.reason))
      }
      // What the first answer was redirected to is where the rest is asked for, as git does it.
      const url =
        moved !== undefined && asked.startsWith(moved[0]) ? moved[1] + asked.slice(moved[0].length) : asked
      const own = new URL(url).origin === new URL(asked).origin ? headers : withoutLogin(headers)
      try {
        const sent = body === undefined ? undefined : await joined(body)
        const response = await fetch(url, {
          method,
          headers: { ...own, 'user-agent': `git/cos-config-${version}` },
          ...(sent && { body: sent }),
          follow: 9,
          agent: (target) => agentFor(target, environment, trusting),
          signal: deadline.signal,
        })
        moved ??= movedBase(url, response.url)
        return {
          url: response.url,
          method,
          headers: Object.fromEntries(response.headers),
          body: parts(response.body ?? [], deadline, failed),
          statusCode: response.status,
          statusMessage: response.statusText,
        }
      } catch (error) {
        throw failed(error)
      }
    },
  }
}

const DISCOVERY = '/info/refs?service=git-upload-pack'

/** Where a repository has moved to, by the address that its first answer came from. */
function movedBase(asked: string, answered: string): readonly [string, string] | undefined {
  if (asked === answered || !asked.endsWith(DISCOVERY) || !answered.endsWith(DISCOVERY)) return undefined
  return [asked.slice(0, -DISCOVERY.length), answered.slice(0, -DISCOVERY.length)]
}

/** A login is for one server, and not for where that one points. */
function withoutLogin({ Authorization, ...rest }: Record<string, string>): Record<string, string> {
  return rest
}

async function joined(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const part of body) all.push(part)
  return Buffer.concat(all)
}

async function* parts(
  body: AsyncIterable<string | Uint8Array> | Iterable<never>,
  deadline: Deadline,
  failed: (error: unknown) => Error,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const part of body) {
      deadline.alive()
      yield typeof part === 'string' ? Buffer.from(part) : part
    }
  } catch (error) {
    throw failed(error)
  } finally {
    deadline.clear()
  }
}
