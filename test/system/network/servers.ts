import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** A server of a test's own on a free port of this machine. */
export interface Served {
  readonly port: number
  /** First lines of the requests, as they came. */
  readonly requests: string[]
  readonly headers: http.IncomingHttpHeaders[]
}

/** Serves plain HTTP, or HTTPS with a certificate, until the test ends. */
export async function serve(
  t: Test,
  answer: http.RequestListener,
  certificate?: { readonly key: Buffer; readonly cert: Buffer },
): Promise<Served> {
  const requests: string[] = []
  const headers: http.IncomingHttpHeaders[] = []
  const listener: http.RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    answer(request, response)
  }
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener)
  return { port: await listen(t, server), requests, headers }
}

/** A proxy that fetches plain addresses itself and opens tunnels; `refuse` is the status for tunnels. */
export async function serveProxy(t: Test, port: number, refuse?: number): Promise<Served> {
  const requests: string[] = []
  const headers: http.IncomingHttpHeaders[] = []
  const server = http.createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    headers.push(request.headers)
    const { pathname } = new URL(request.url ?? '')
    http.get({ host: '127.0.0.1', port, path: pathname }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
  })
  server.on('connect', (request, client: net.Socket) => {
    requests.push(`CONNECT ${request.url}`)
    headers.push(request.headers)
    if (refuse !== undefined) return client.end(`HTTP/1.1 ${refuse} Refused\r\n\r\n`)
    const target = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    target.on('error', () => client.destroy())
    client.on('error', () => target.destroy())
  })
  return { port: await listen(t, server), requests, headers }
}

async function listen(t: Test, server: http.Server | https.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** A certificate for localhost, and the authority that signed it as a PEM file. */
export function makeCertificate(folder: string): { key: Buffer; cert: Buffer; authority: string } {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=test-ca',
  )
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=localhost',
  )
  writeFileSync(`${folder}/names`, 'subjectAltName=DNS:localhost')
  openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-out', 'server.pem', '-extfile', 'names'],
  )
  return {
    key: readFileSync(`${folder}/server.key`),
    cert: readFileSync(`${folder}/server.pem`),
    authority: `${folder}/ca.pem`,
  }
}
