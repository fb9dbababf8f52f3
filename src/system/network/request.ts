import type { Response } from '../../core/machine.ts'
import { version } from '../../version.ts'
import { parseAddress } from './address.ts'
import { agentFor } from './agents.ts'
import { Deadline } from './deadline.ts'
import { networkError } from './network-error.ts'

/** A request for an http or https address. */
export interface Request {
  readonly url: string
  readonly method: 'GET' | 'HEAD'
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds for the whole of it; 0 is no limit, but then too a server must not be silent for long. */
  readonly timeout: number
  /** For proxies and certificates. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Certificates, in PEM, to trust besides the system's. */
  readonly authorities?: string | undefined
  /** Milliseconds for which the server may send nothing at all; default two minutes. */
  readonly silence?: number
}

/** The head of an answer. */
export type Answer = Omit<Response, 'body'>

/** Takes the parts of a body as they come. */
export type Receiver = (part: Uint8Array) => void | Promise<void>

/** Redirects that are followed: ten requests in all, as in Go. */
const REDIRECTS = 9

/**
 * Sends a request and gives the body, part by part, to what `begin` returns; `begin` is told the head of the answer.
 * Certificates are always checked. Throws a MachineError, which says what failed without showing credentials.
 */
export async function request(
  { url, method, headers, timeout, environment, authorities, silence }: Request,
  begin: (answer: Answer) => Receiver | undefined,
): Promise<void> {
  const address = parseAddress(url)
  const { default: fetch } = await import('node-fetch')
  const deadline = new Deadline(timeout, silence)
  const isBody = method === 'GET'
  try {
    const response = await fetch(address.href, {
      method,
      headers: {
        // As Go's client asks: gzip and nothing else, and nothing where only the length is of interest.
        'accept-encoding': isBody ? 'gzip' : 'identity',
        'user-agent': `cos-config/${version}`,
        ...address.authorization,
        ...headers,
      },
      compress: isBody,
      follow: REDIRECTS,
      agent: (target) => agentFor(target, environment, { authorities }),
      signal: deadline.signal,
    })
    const receive = begin({
      status: response.status,
      url: response.url,
      headers: Object.fromEntries(response.headers),
    })
    if (receive === undefined || response.body === null) return
    for await (const part of response.body) {
      deadline.alive()
      await receive(typeof part === 'string' ? Buffer.from(part) : part)
    }
  } catch (error) {
    throw networkError(address.shown, deadline.reason === undefined ? error : new Error(deadline.reason))
  } finally {
    deadline.clear()
  }
}
