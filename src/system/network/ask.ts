import { Agent as PlainAgent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import type { TcpSocketConnectOpts } from 'node:net'
import { type Ask, MachineError, type Question, type Reply, type Response } from '../../core/machine.ts'
import { version } from '../../version.ts'
import { errorCode } from '../system-error.ts'
import { parseAddress } from './address.ts'
import { systemAuthorities } from './authorities.ts'
import { Deadline } from './deadline.ts'
import { networkError } from './network-error.ts'
import { lookupUntil } from './resolve-name.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Redirects that are followed: ten requests in all, as in Go. */
const REDIRECTS = 9

/** A port that is taken leads to the next one, but not for ever. */
const PORT_TRIES = 20

/**
 * Sends all questions at once and gives their replies in the same order. Proxies are passed by: a metadata service
 * tells by the connection who asks. Certificates are always checked.
 */
export async function ask(
  { questions, timeout, limit }: Pick<Ask, 'questions' | 'timeout' | 'limit'>,
  environment: Environment,
): Promise<readonly Reply[]> {
  return Promise.all(
    questions.map(async (question): Promise<Reply> => {
      const started = performance.now()
      const took = () => ({ durationMs: performance.now() - started })
      try {
        const response = await askOne(question, timeout, limit, environment)
        return { ...took(), response }
      } catch (error) {
        return { ...took(), error: networkError(parsedName(question.url), error) }
      }
    }),
  )
}

async function askOne(
  question: Question,
  timeout: number,
  limit: number,
  environment: Environment,
): Promise<Response> {
  const { href, shown } = parseAddress(question.url)
  const deadline = new Deadline(timeout)
  try {
    if (!question.fromPrivilegedPort) return await send(question, href, limit, environment, deadline)
    for (let tries = 1; ; tries++) {
      try {
        return await send(question, href, limit, environment, deadline, privilegedPort())
      } catch (error) {
        const isTaken = ['EADDRINUSE', 'EADDRNOTAVAIL'].includes(errorCode(error) ?? '')
        if (!isTaken || tries === PORT_TRIES) throw error
      }
    }
  } catch (error) {
    throw networkError(shown, deadline.reason === undefined ? error : new Error(deadline.reason))
  } finally {
    deadline.clear()
  }
}

async function send(
  { method = 'GET', headers = {}, body }: Question,
  href: string,
  limit: number,
  environment: Environment,
  deadline: Deadline,
  localPort?: number,
): Promise<Response> {
  const { default: fetch } = await import('node-fetch')
  const connection = { lookup: lookupUntil(deadline.signal), ...(localPort !== undefined && { localPort }) }
  const response = await fetch(href, {
    method,
    headers: { 'accept-encoding': 'gzip', 'user-agent': `cos-config/${version}`, ...headers },
    ...(body !== undefined && { body }),
    follow: REDIRECTS,
    agent: (target) => agentFor(target, environment, connection),
    signal: deadline.signal,
  })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    length += bytes.length
    if (length > limit)
      throw new MachineError(`${parsedName(href)}: it is larger than ${limit} bytes`, 'EFBIG')
    parts.push(bytes)
  }
  return {
    status: response.status,
    url: response.url,
    headers: Object.fromEntries(response.headers),
    body: Buffer.concat(parts),
  }
}

/** How a connection is made; the types of agents do not tell that they hand it on to net.connect. */
type Connection = Pick<TcpSocketConnectOpts, 'lookup' | 'localPort'>

function agentFor(target: URL, environment: Environment, connection: Connection): PlainAgent {
  if (target.protocol !== 'https:') return new PlainAgent(connection)
  const ca = systemAuthorities(environment)
  return new SecureAgent({ ...connection, ...(ca && { ca }) })
}

/** Somewhere from 512 to 1023, where the fewest services listen. */
function privilegedPort(): number {
  return 512 + Math.floor(Math.random() * 512)
}

/** The address as people may see it, also when it is none. */
function parsedName(url: string): string {
  try {
    return parseAddress(url).shown
  } catch {
    return 'the address'
  }
}
