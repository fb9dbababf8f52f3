import t from 'tap'
import type { Question } from '../../../src/core/machine.ts'
import { ask } from '../../../src/system/network/ask.ts'
import { serve } from './servers.ts'

const asked = (questions: readonly Omit<Question, 'of'>[], rest: { timeout?: number; limit?: number } = {}) =>
  ask(
    {
      questions: questions.map((question) => ({ of: 'x', ...question })),
      timeout: 2000,
      limit: 1000,
      ...rest,
    },
    { http_proxy: 'http://127.0.0.1:9/' },
  )

const statusOf = (reply: Awaited<ReturnType<typeof ask>>[number] | undefined) =>
  reply && 'response' in reply ? reply.response.status : reply?.error.message

t.test('questions are sent at once, past the proxy, and any status is an answer', async (t) => {
  let waiting = 0
  const release: (() => void)[] = []
  const { port, headers } = await serve(t, (request, response) => {
    release.push(() => response.writeHead(request.url === '/b' ? 404 : 200).end(request.url))
    // Only when both are there does either get its answer.
    if (++waiting === 2) for (const answer of release) answer()
  })
  const replies = await asked([
    { url: `http://127.0.0.1:${port}/a`, headers: { 'X-Own': '1' } },
    { url: `http://127.0.0.1:${port}/b` },
  ])
  t.strictSame(replies.map(statusOf), [200, 404])
  t.ok(headers.some((one) => one['x-own'] === '1'))
})

t.test('each has its own time: a slow or silent server does not keep the others', async (t) => {
  const { port } = await serve(t, (request, response) => {
    if (request.url === '/head') return
    if (request.url === '/body') response.write('x')
    else response.end('y')
  })
  const started = performance.now()
  const replies = await asked(
    ['/head', '/body', '/ok'].map((path) => ({ url: `http://127.0.0.1:${port}${path}` })),
    { timeout: 300 },
  )
  t.match(replies.map(statusOf), [/longer than 0.3 s/, /longer than 0.3 s/, 200])
  t.ok(performance.now() - started < 5000)
})

t.test('a body that is too large, a refused connection and a strange address are told', async (t) => {
  const { port } = await serve(t, (_request, response) => response.end('x'.repeat(1001)))
  const replies = await asked([
    { url: `http://127.0.0.1:${port}/` },
    { url: 'http://127.0.0.1:1/' },
    { url: 'ftp://u:secret@host/' },
  ])
  const [large, refused, strange] = replies.map(statusOf)
  t.match(large, /larger than 1000 bytes/)
  t.match(refused, /127.0.0.1:1\/: the connection is refused/)
  t.match(strange, /only http and https can/)
  t.notMatch(JSON.stringify(replies), /secret/)
})

t.test('a request may carry a body, and come from a port below 1024', async (t) => {
  const { port } = await serve(t, (request, response) => {
    const { remotePort = 0 } = request.socket
    request.on('data', (body) => response.end(`${request.method} ${body} ${remotePort < 1024}`))
    request.on('end', () => response.end(`${request.method} ${remotePort < 1024}`))
  })
  const url = `http://127.0.0.1:${port}/`
  const bodies = (
    await asked([
      { url, method: 'POST', body: '<a/>' },
      ...(process.geteuid?.() === 0
        ? [
            { url, fromPrivilegedPort: true },
            { url, fromPrivilegedPort: true },
          ]
        : []),
    ])
  ).map((reply) => ('response' in reply ? Buffer.from(reply.response.body).toString() : reply.error.message))
  t.equal(bodies[0], 'POST <a/> false')
  if (bodies.length === 1) console.error('LEFT OUT: ports below 1024 need root')
  else t.strictSame(bodies.slice(1), ['GET true', 'GET true'])
})
