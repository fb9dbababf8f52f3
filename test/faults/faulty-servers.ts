import http from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** What the good answers hold; odd in length, so that tenths of it are no round numbers. */
export const body = Buffer.alloc(100_003, 'cos-config ')

/** A server that goes wrong as its paths say, on a free port of `host`. */
export async function serveFaults(
  t: Test,
  host: '127.0.0.1' | '::1',
  certificate?: { readonly key: Buffer; readonly cert: Buffer },
): Promise<{ readonly port: number; readonly seen: Map<string, number> }> {
  const seen = new Map<string, number>()
  const listener: http.RequestListener = (request, response) => {
    const path = request.url ?? ''
    const count = (seen.get(path) ?? 0) + 1
    seen.set(path, count)
    answer(path, count, response)
  }
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener)
  return { port: await listen(t, server, host), seen }
}

function answer(path: string, count: number, response: http.ServerResponse): unknown {
  const cut = /^\/cut\/(\d+)$/.exec(path)?.[1]
  if (cut !== undefined) {
    response.writeHead(200, { 'content-length': body.length })
    // Nothing of the body: the head must have gone before the line is cut.
    response.flushHeaders()
    return response.write(body.subarray(0, Math.floor((body.length * Number(cut)) / 10)), () =>
      setTimeout(() => response.socket?.destroy(), 20),
    )
  }
  switch (path) {
    case '/slow-head':
      return undefined
    case '/slow-body':
      response.writeHead(200, { 'content-length': body.length }).write('some')
      return undefined
    case '/trickle': {
      response.writeHead(200, { 'content-length': body.length })
      const timer = setInterval(() => response.write('.'), 50)
      return response.on('close', () => clearInterval(timer))
    }
    case '/chunked-cut':
      return response.writeHead(200).write(body, () => setTimeout(() => response.socket?.destroy(), 20))
    case '/loop':
      return response.writeHead(302, { location: '/loop' }).end()
    case '/nowhere':
      return response.writeHead(301, { location: 'ftp://127.0.0.1/x' }).end()
    case '/busy-once':
      return count === 1 ? response.writeHead(429, { 'retry-after': '1' }).end('later') : response.end(body)
    case '/failing-once':
      return count === 1 ? response.writeHead(500).end('oops') : response.end(body)
    case '/cut-once':
      if (count > 1) return response.end(body)
      return response
        .writeHead(200, { 'content-length': body.length })
        .write('some', () => response.socket?.destroy())
    case '/always-busy':
      return response.writeHead(503).end('busy')
    case '/busy-for-long':
      return response.writeHead(503, { 'retry-after': '3600' }).end('busy')
    case '/not-implemented':
      return response.writeHead(501).end()
    default:
      return response.end(body)
  }
}

/** Sends the same bytes to everybody, then ends the connection. */
export async function serveBytes(t: Test, bytes: string | Buffer): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(bytes))
  })
  return listen(t, server, '127.0.0.1')
}

async function listen(t: Test, server: net.Server, host: string): Promise<number> {
  const open = new Set<net.Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  t.teardown(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
