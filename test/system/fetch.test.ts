import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import type http from 'node:http'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import type { Fetch, Response } from '../../src/core/machine.ts'
import { fetchBytes, fetchChange } from '../../src/system/fetch.ts'
import { SafePaths } from '../../src/system/safe-paths.ts'
import { hasOpenssl, makeCertificate, serve, serveProxy } from './network/servers.ts'
import { temporaryFolder } from './temporary-folder.ts'

function ask(
  url: string,
  rest: Partial<Fetch> = {},
  environment: Record<string, string> = {},
): Promise<Response> {
  return fetchChange(
    { kind: 'fetch', url, ...rest },
    { environment, paths: new SafePaths('/'), umask: 0o022 },
  )
}

const answers: http.RequestListener = (request, response) => {
  switch (request.url?.split('?', 1)[0]) {
    case '/moved':
      return response.writeHead(302, { location: '/text' }).end()
    case '/loop':
      return response.writeHead(302, { location: '/loop' }).end()
    case '/missing':
      return response.writeHead(404).end('no such page')
    case '/packed':
      return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked'))
    case '/broken':
      response.writeHead(200, { 'content-length': '100' }).write('half')
      return setTimeout(() => response.destroy(), 50)
    case '/slow':
      response.writeHead(200).write('half')
      return undefined
    case '/old':
      return response.writeHead(200, { 'last-modified': 'Wed, 21 Oct 2015 07:28:00 GMT' }).end('old')
    default:
      return response.writeHead(200, { 'x-kind': 'text' }).end(`body of ${request.url}`)
  }
}

t.test('an answer has status, address, headers and body', async (t) => {
  const { port, headers } = await serve(t, answers)
  const response = await ask(`http://127.0.0.1:${port}/moved`, { headers: { 'x-mine': 'yes' } })
  t.match(response, { status: 200, url: `http://127.0.0.1:${port}/text`, headers: { 'x-kind': 'text' } })
  t.equal(Buffer.from(response.body).toString(), 'body of /text')
  t.match(headers[0], { 'x-mine': 'yes', 'accept-encoding': 'gzip', 'user-agent': /^cos-config\// })
  t.equal(Buffer.from((await ask(`http://127.0.0.1:${port}/packed`)).body).toString(), 'unpacked')
  t.match(await ask(`http://127.0.0.1:${port}/missing`), { status: 404 }, 'whatever the status')
  t.match(await ask(`http://127.0.0.1:${port}/text`, { method: 'HEAD' }), {
    status: 200,
    body: { length: 0 },
  })
})

t.test('a file is made with mode and the time of its content', async (t) => {
  const { port } = await serve(t, answers)
  const folder = temporaryFolder(t)
  await ask(`http://127.0.0.1:${port}/old`, { path: `${folder}/f`, mode: 0o604 })
  t.equal(readFileSync(`${folder}/f`, 'utf8'), 'old')
  t.equal(statSync(`${folder}/f`).mode & 0o777, 0o604)
  t.equal(statSync(`${folder}/f`).mtime.getUTCFullYear(), 2015)
  await ask(`http://127.0.0.1:${port}/text`, { path: `${folder}/g` })
  t.equal(statSync(`${folder}/g`).mode & 0o777, 0o644)
  t.strictSame(readdirSync(folder), ['f', 'g'])
})

t.test('existing files are replaced; links are followed, other names stay', async (t) => {
  const { port } = await serve(t, answers)
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/real`, 'a much longer old content', { mode: 0o600 })
  symlinkSync('real', `${folder}/link`)
  linkSync(`${folder}/real`, `${folder}/other`)
  await ask(`http://127.0.0.1:${port}/text`, { path: `${folder}/link` })
  t.equal(readFileSync(`${folder}/other`, 'utf8'), 'body of /text')
  t.equal(statSync(`${folder}/real`).mode & 0o777, 0o600)
  t.strictSame(readdirSync(folder), ['link', 'other', 'real'])
})

t.test('nothing is left of what fails', async (t) => {
  const { port } = await serve(t, answers)
  const folder = temporaryFolder(t)
  const path = `${folder}/f`
  const at = (name: string) => `http://127.0.0.1:${port}/${name}`
  t.match(await ask(at('missing'), { path }), { status: 404 })
  await t.rejects(ask(at('broken'), { path }), { message: /\/broken: the connection breaks off/ })
  await t.rejects(ask(at('slow'), { path, timeout: 200 }), { message: /\/slow: it takes longer than 0.2 s/ })
  await t.rejects(ask(at('text'), { path, limit: 4 }), {
    message: /it is larger than 4 bytes/,
    code: 'EFBIG',
  })
  await t.rejects(ask(at('loop'), { path }), { message: /it redirects more than ten times/ })
  await t.rejects(ask(at('text'), { path: `${folder}/none/f` }), { message: /./ })
  await t.rejects(ask(at('text'), { path: folder }), { code: 'EISDIR' })
  t.strictSame(readdirSync(folder), [])
})

t.test('ten requests are sent before a loop of redirects is given up', async (t) => {
  const { port, requests } = await serve(t, answers)
  await t.rejects(ask(`http://127.0.0.1:${port}/loop`))
  t.equal(requests.length, 10)
})

t.test('only what gives no answer is tried again', async (t) => {
  const { port, requests } = await serve(t, (request, response) =>
    requests.length < 2 ? request.socket.destroy() : response.end('at last'),
  )
  t.equal(Buffer.from((await ask(`http://127.0.0.1:${port}/`, { tries: 3 })).body).toString(), 'at last')
  t.equal(requests.length, 2)
  const other = await serve(t, answers)
  t.match(await ask(`http://127.0.0.1:${other.port}/missing`, { tries: 3 }), { status: 404 })
  t.equal(other.requests.length, 1)
})

t.test('credentials are sent, and never shown', async (t) => {
  const { port, headers } = await serve(t, answers)
  await ask(`http://us%40er:pass@127.0.0.1:${port}/text`)
  t.equal(headers[0]?.authorization, `Basic ${Buffer.from('us@er:pass').toString('base64')}`)
  for (const address of [
    `http://user:secret@127.0.0.1:1/x?token=secret`,
    'ftp://user:secret@h/',
    'user:secret',
  ]) {
    const error = await ask(address).then(
      () => undefined,
      (reason: Error) => reason,
    )
    t.ok(error, address)
    t.notMatch(String(error?.message), /secret/)
  }
})

t.test('plain requests go to the proxy with their whole address', async (t) => {
  const { port } = await serve(t, answers)
  const proxy = await serveProxy(t, port)
  const response = await ask(
    'http://far.test:81/text?q',
    {},
    { http_proxy: `http://me:pw@127.0.0.1:${proxy.port}` },
  )
  t.match(response, { status: 200, url: 'http://far.test:81/text?q' })
  t.strictSame(proxy.requests, ['GET http://far.test:81/text?q'])
  t.match(proxy.headers, [{ host: 'far.test:81', 'proxy-authorization': `Basic ${btoa('me:pw')}` }])
})

t.test('https', { skip: hasOpenssl ? false : 'needs openssl' }, async (t) => {
  const folder = temporaryFolder(t)
  const certificate = makeCertificate(folder)
  const trusted = { SSL_CERT_FILE: certificate.authority }
  const { port } = await serve(t, answers, certificate)

  t.match(
    await ask(`https://localhost:${port}/text`, {}, trusted),
    { status: 200 },
    'a certificate of a known authority',
  )
  await t.rejects(ask(`https://localhost:${port}/text`), { message: /its certificate is not trusted/ })
  await t.rejects(ask(`https://127.0.0.1:${port}/text`, {}, trusted), {
    message: /its certificate is for another name/,
  })

  const proxy = await serveProxy(t, port)
  const through = { ...trusted, HTTPS_PROXY: `me:pw@127.0.0.1:${proxy.port}` }
  const far = `https://localhost.test:${port}/text`
  await t.rejects(ask(far, {}, through), { message: /for another name/ }, 'checked through a tunnel too')
  t.match(proxy.requests, [`CONNECT localhost.test:${port}`])
  t.match(proxy.headers, [{ 'proxy-authorization': `Basic ${btoa('me:pw')}` }])

  const refusing = await serveProxy(t, port, 407)
  await t.rejects(ask(far, {}, { ...trusted, https_proxy: `127.0.0.1:${refusing.port}` }), {
    message: /the proxy answers "HTTP\/1.1 407 Refused"/,
  })
  t.notOk(existsSync(`${folder}/none`))
})

t.test('a source is read into memory, and its status counts', async (t) => {
  const { port } = await serve(t, answers)
  const surroundings = { limit: 1000, environment: {} }
  t.equal(
    Buffer.from(await fetchBytes(`http://127.0.0.1:${port}/text`, surroundings)).toString(),
    'body of /text',
  )
  await t.rejects(fetchBytes(`http://127.0.0.1:${port}/missing`, surroundings), { message: /status 404/ })
  await t.rejects(fetchBytes(`http://127.0.0.1:${port}/text`, { ...surroundings, limit: 3 }), {
    code: 'EFBIG',
  })
})
