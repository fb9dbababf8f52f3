import t from 'tap'
import { request } from '../../../src/system/network/request.ts'
import { serve } from './servers.ts'

t.test('a server that falls silent is left, however long the whole may take', async (t) => {
  const { port } = await serve(t, (asked, response) => {
    if (asked.url === '/head') return
    response.writeHead(200).write('some')
    // Signs of life count: this one takes longer than the silence that is allowed, and ends well.
    if (asked.url === '/steady') {
      let left = 6
      const timer = setInterval(() => {
        if (left-- > 0) response.write('.')
        else response.end()
      }, 60)
      response.on('close', () => clearInterval(timer))
    }
  })
  const ask = async (path: string) => {
    let length = 0
    const wanted = { method: 'GET', headers: {}, timeout: 0, environment: {}, silence: 200 } as const
    await request({ ...wanted, url: `http://127.0.0.1:${port}${path}` }, () => (part) => {
      length += part.length
    })
    return length
  }
  await t.rejects(ask('/head'), { message: /\/head: nothing came for 0.2 s/ })
  await t.rejects(ask('/body'), { message: /\/body: nothing came for 0.2 s/ })
  t.equal(await ask('/steady'), 10)
})
