import t from 'tap'
import { insecureUrlFault, nameServerFault, urlFault } from '../../../src/validate/values/address.ts'
import { keyServerFault } from '../../../src/validate/values/key-server.ts'
import { judged } from './judged.ts'

judged('addresses to fetch', urlFault, [
  ['https://example.org/a?b=c#d'],
  ['HTTP://EXAMPLE.ORG'],
  ['http://user:pw@[2001:db8::1]:8080/a%20b'],
  ['https://example.org/{{ .Values.x }}'],
  ['', /empty/],
  ['example.org/a', /no scheme/],
  ['//example.org/a', /no scheme/],
  ['/srv/a', /no scheme/],
  ['ftp://example.org/a', /only http and https/, 'ftp'],
  ['file:///etc/a', /only http and https/, 'file'],
  ['s3://bucket/a', /only http and https/, 's3'],
  ['https:example.org', /is no address/],
  ['https:///a', /is no address/],
  ['https://', /is no address/],
  ['https://exa mple.org/', /blank/, ' '],
  ['https://example.org/a\n', /blank or line end/, '\n'],
  ['https://example.org:port/', /is no address/],
])

t.test('credentials and queries are not repeated', (t) => {
  for (const url of [
    'ftp://ann:hunter2@example.org/a',
    'https://ann:hunter2@exa mple.org/',
    'ftp://a/?token=hunter2',
  ])
    t.notMatch(JSON.stringify(urlFault(url)), /hunter2/)
  t.notMatch(JSON.stringify(insecureUrlFault('http://ann:hunter2@example.org/')), /hunter2/)
  t.end()
})

judged('addresses without encryption', insecureUrlFault, [
  ['https://example.org/'],
  ['http://localhost:8080/a'],
  ['http://127.0.0.1/'],
  ['http://10.1.2.3/'],
  ['http://192.168.1.1/'],
  ['http://172.20.0.1/'],
  ['http://169.254.169.254/'],
  ['http://[fd00::1]/'],
  ['http://registry.local/'],
  ['http://server/'],
  ['ftp://example.org/'],
  ['http://example.org/', /without encryption/, 'http'],
  ['http://172.32.0.1/', /without encryption/],
  ['http://8.8.8.8/', /without encryption/],
])

judged('name servers', nameServerFault, [
  ['9.9.9.9'],
  ['2620:fe::fe'],
  ['fe80::1%eth0'],
  ['{{ .Values.dns }}'],
  ['', /empty/],
  ['9.9.9', /no address/],
  ['256.1.1.1', /no address/],
  ['dns.example.org', /no address/],
  ['9.9.9.9:53', /has a port/],
  ['[2620:fe::fe]:53', /has a port/],
  ['9.9.9.9 1.1.1.1', /more than one/],
  ['9.9.9.9,1.1.1.1', /more than one/],
  ['https://dns.example.org/', /no address/],
])

judged('servers of keys', (entry) => keyServerFault(entry, undefined), [
  ['github:octocat'],
  ['github:octo-cat'],
  ['github:octo_company'],
  ['gitlab:some.body'],
  ['github:', /names nobody/],
  ['github:octocat.keys', /\.keys at its end/, '.keys'],
  ['github:@octocat', /no name of an account/, '@'],
  ['github:octo cat', /no name of an account/, 'octo cat'],
  ['github:org/team', /no name of an account/, 'org/team'],
  ['github:-octocat', /no name of an account/],
])

t.test('a server that is none is told with the one that is meant', (t) => {
  t.match(keyServerFault('gh:octocat', 'gh'), { severity: 'error', help: 'Write github:octocat' })
  t.match(keyServerFault('lp:someone', 'lp'), { severity: 'error', message: /`lp:` is no server/ })
  t.end()
})
