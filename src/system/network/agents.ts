import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { basic } from './address.ts'
import { systemAuthorities } from './authorities.ts'
import { proxyFor } from './proxy.ts'
import { openTunnel } from './tunnel.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Certificates to trust; none given means those of the runtime. */
interface Trust {
  readonly ca?: string[]
  readonly rejectUnauthorized?: false
}

/** Whom to trust besides the system's authorities. */
export interface Trusting {
  /** Certificates, in PEM. */
  readonly authorities?: string | undefined
  /** Everybody, because the configuration says so. */
  readonly insecure?: boolean
}

/**
 * Opens the connections for one address: certificates are checked against the system's and those of `trusting`;
 * proxies are respected.
 */
export function agentFor(url: URL, environment: Environment, trusting: Trusting = {}): http.Agent {
  const proxy = proxyFor(url, environment)
  const isEncrypted = url.protocol === 'https:' || proxy?.protocol === 'https:'
  const trust = isEncrypted ? trustOf(environment, trusting) : {}
  if (proxy === undefined) return url.protocol === 'https:' ? new https.Agent(trust) : new http.Agent()
  return url.protocol === 'https:' ? new TunnelAgent(proxy, trust) : new PlainProxyAgent(proxy, trust)
}

function trustOf(environment: Environment, { authorities, insecure }: Trusting): Trust {
  if (insecure === true) return { rejectUnauthorized: false }
  const system = systemAuthorities(environment)
  if (authorities === undefined) return system ? { ca: system } : {}
  return { ca: [...(system ?? tls.rootCertificates), authorities] }
}

/** What Node and Bun call with a new request; @types/node does not tell. */
interface RequestAdder {
  addRequest(request: http.ClientRequest, options: http.ClientRequestArgs): void
}

/** Plain requests name their whole address to the proxy (RFC 9112, 3.2.2). */
class PlainProxyAgent extends http.Agent {
  readonly #proxy: URL
  readonly #trust: Trust

  constructor(proxy: URL, trust: Trust) {
    super()
    this.#proxy = proxy
    this.#trust = trust
  }

  addRequest(request: http.ClientRequest, options: http.ClientRequestArgs): void {
    const { host, port } = options
    request.path = `http://${host}${Number(port ?? 80) === 80 ? '' : `:${port}`}${request.path}`
    const credentials = credentialsOf(this.#proxy)
    if (credentials !== undefined) request.setHeader('Proxy-Authorization', credentials)
    const base: RequestAdder = Object.getPrototypeOf(PlainProxyAgent.prototype)
    base.addRequest.call(this, request, options)
  }

  override createConnection(): net.Socket {
    return connectTo(this.#proxy, this.#trust)
  }
}

/** Encrypted connections go through a tunnel that the proxy opens (RFC 9110, 9.3.6). */
class TunnelAgent extends https.Agent {
  readonly #proxy: URL
  readonly #trust: Trust

  constructor(proxy: URL, trust: Trust) {
    super(trust)
    this.#proxy = proxy
    this.#trust = trust
  }

  override createConnection(
    options: https.RequestOptions,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const host = options.host ?? ''
    const socket = connectTo(this.#proxy, this.#trust)
    const name = net.isIPv6(host) ? `[${host}]` : host
    openTunnel(socket, `${name}:${options.port ?? 443}`, credentialsOf(this.#proxy)).then(
      () => done?.(null, tls.connect({ ...this.#trust, socket, host, ...serverName(host) })),
      (error) => {
        socket.destroy()
        done?.(error, socket)
      },
    )
  }
}

function connectTo(proxy: URL, trust: Trust): net.Socket {
  const host = proxy.hostname.replace(/^\[|\]$/g, '')
  if (proxy.protocol === 'http:') return net.connect(Number(proxy.port || 80), host)
  return tls.connect({ ...trust, host, port: Number(proxy.port || 443), ...serverName(host) })
}

/** The name that a certificate is checked against; addresses are not sent as one (RFC 6066, 3). */
function serverName(host: string): { readonly servername?: string } {
  return net.isIP(host) === 0 ? { servername: host } : {}
}

function credentialsOf({ username, password }: URL): string | undefined {
  return username === '' && password === '' ? undefined : basic(username, password)
}
