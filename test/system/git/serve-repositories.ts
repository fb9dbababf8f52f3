import { spawn } from 'node:child_process'
import type http from 'node:http'
import type { Test } from 'tap'
import { type Served, serve } from '../network/servers.ts'

/**
 * Serves the repositories of a folder over http; below `/private/` only to `me` with `pw 1`, below `/moved/` by a
 * redirect.
 */
export function serveRepositories(t: Test, folder: string): Promise<Served> {
  return serve(t, (request, response) => {
    const url = new URL(request.url ?? '', 'http://host')
    if (url.pathname.startsWith('/moved/')) {
      return response
        .writeHead(301, { location: `${url.pathname.slice('/moved'.length)}${url.search}` })
        .end()
    }
    const isPrivate = url.pathname.startsWith('/private/')
    if (isPrivate && request.headers.authorization !== `Basic ${btoa('me:pw 1')}`) {
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
    }
    answer(
      folder,
      isPrivate ? url.pathname.slice('/private'.length) : url.pathname,
      url.search.slice(1),
      request,
      response,
    )
  })
}

/** By git's own CGI program (git-http-backend(1)). */
function answer(
  folder: string,
  path: string,
  query: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  const backend = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  })
  const parts: Buffer[] = []
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => {})
  backend.stdout.on('data', (part) => parts.push(part))
  backend.on('close', () => {
    const all = Buffer.concat(parts)
    const end = all.indexOf('\r\n\r\n')
    for (const line of all.subarray(0, end).toString().split('\r\n')) {
      const [name = '', value = ''] = line.split(/: (.*)/)
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
      else response.setHeader(name, value)
    }
    response.end(all.subarray(end + 4))
  })
}
