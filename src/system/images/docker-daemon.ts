import { existsSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { type Platform, suits } from '../../core/images/platform.ts'
import type { ImageReference } from '../../core/images/reference.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Milliseconds of silence after which a daemon is taken not to be there. */
const patience = 10_000

/** How to reach a local Docker daemon. */
type Daemon = { readonly socketPath: string } | { readonly host: string; readonly port: number }

/**
 * The archive of an image (`docker save`) from a local Docker daemon, when there is one that has the image for the
 * platform. Undefined otherwise, whatever the reason: then the registry is asked, as yip does.
 */
export async function savedByDaemon(
  { text }: ImageReference,
  platform: Platform,
  environment: Environment,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const daemon = daemonOf(environment)
  if (daemon === undefined) return undefined
  try {
    const name = encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%40', '@')
    const described: unknown = JSON.parse(await textOf(await get(daemon, `/images/${name}/json`)))
    if (!suits(platform, offeredIn(described))) return undefined
    return await get(daemon, `/images/${name}/get`)
  } catch {
    return undefined
  }
}

function daemonOf({ DOCKER_HOST }: Environment): Daemon | undefined {
  const address = DOCKER_HOST || 'unix:///var/run/docker.sock'
  if (address.startsWith('unix://')) {
    const socketPath = address.slice('unix://'.length)
    return existsSync(socketPath) ? { socketPath } : undefined
  }
  const [, host, port] = /^tcp:\/\/([^/:]+|\[[^\]]+\]):(\d+)$/.exec(address) ?? []
  return host === undefined ? undefined : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function get(daemon: Daemon, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request({ ...daemon, path, timeout: patience }, (answer) => {
      if (answer.statusCode === 200) return resolve(answer)
      answer.resume()
      reject(new Error(`status ${answer.statusCode}`))
    })
    asked.on('error', reject).on('timeout', () => asked.destroy(new Error('no answer')))
    asked.end()
  })
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

function offeredIn(described: unknown): Partial<Platform> | undefined {
  if (typeof described !== 'object' || described === null) return undefined
  const { Os: os, Architecture: architecture, Variant: variant } = described as Record<string, unknown>
  if (typeof os !== 'string' || typeof architecture !== 'string') return undefined
  return { os, architecture, ...(typeof variant === 'string' && variant !== '' && { variant }) }
}
