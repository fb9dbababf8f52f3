import t from 'tap'
import { proxyFor } from '../../../src/system/network/proxy.ts'

function proxy(address: string, environment: Record<string, string>): string | undefined {
  return proxyFor(new URL(address), environment)?.href
}

t.test('each scheme has its variable, capitals first; a proxy may be written without its scheme', (t) => {
  const environment = { HTTP_PROXY: 'http://a:1', http_proxy: 'http://b:2', https_proxy: 'c:3' }
  t.equal(proxy('http://x.test/', environment), 'http://a:1/')
  t.equal(proxy('https://x.test/', environment), 'http://c:3/')
  t.equal(proxy('http://x.test/', {}), undefined)
  t.equal(proxy('http://x.test/', { http_proxy: '' }), undefined)
  t.end()
})

t.test('this machine itself is never asked through a proxy', (t) => {
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
    t.equal(proxy(`http://${host}:80/`, { http_proxy: 'p:1' }), undefined, host)
  }
  t.end()
})

t.test('a setting that is of no use is told', (t) => {
  for (const setting of ['http://', 'socks5://p:1']) {
    t.throws(
      () => proxy('http://x.test/', { http_proxy: setting }),
      { message: /HTTP_PROXY is no address/ },
      setting,
    )
  }
  t.throws(() => proxy('http://x.test/', { HTTP_PROXY: 'p:1', REQUEST_METHOD: 'GET' }), { message: /CGI/ })
  t.end()
})

/** As recorded from golang.org/x/net/http/httpproxy. */
const exceptions: readonly (readonly [noProxy: string, address: string, proxied: boolean])[] = [
  ['*', 'http://x.test/', false],
  ['x.test', 'http://x.test/', false],
  ['x.test', 'http://sub.x.test/', false],
  ['x.test', 'http://yx.test/', true],
  ['.x.test', 'http://x.test/', true],
  ['.x.test', 'http://sub.x.test/', false],
  ['*.x.test', 'http://sub.x.test/', false],
  ['*.x.test', 'http://x.test/', true],
  ['X.Test', 'http://x.TEST/', false],
  [' a.test , x.test ', 'http://x.test/', false],
  ['x.test:80', 'http://x.test/', false],
  ['x.test:8080', 'http://x.test/', true],
  ['x.test:443', 'https://x.test/', false],
  ['10.0.0.0/8', 'http://10.1.2.3/', false],
  ['10.0.0.0/8', 'http://11.1.2.3/', true],
  ['10.1.2.3', 'http://10.1.2.3:99/', false],
  ['10.1.2.3:80', 'http://10.1.2.3:99/', true],
  ['fd00::/8', 'http://[fd12::1]/', false],
  ['fd12::1', 'http://[fd12::1]/', false],
  ['[fd12::1]:80', 'http://[fd12::1]/', false],
  ['10.0.0.0/99', 'http://10.1.2.3/', true],
  ['', 'http://x.test/', true],
  [',', 'http://x.test/', true],
]

for (const [noProxy, address, proxied] of exceptions) {
  t.test(`NO_PROXY "${noProxy}" and ${address}`, (t) => {
    t.equal(
      proxy(address, { http_proxy: 'p:1', https_proxy: 'p:1', no_proxy: noProxy }) !== undefined,
      proxied,
    )
    t.end()
  })
}
