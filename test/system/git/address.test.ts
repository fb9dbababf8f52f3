import t from 'tap'
import { parseRepository } from '../../../src/system/git/address.ts'

t.test('an address is told apart as git does, and nothing secret is left in it', async (t) => {
  for (const [url, expected] of [
    ['https://host/a b.git', { transport: 'http', text: 'https://host/a%20b.git', origin: 'https://host' }],
    [
      'https://us%40er:p%2Fw@host:8443/r.git',
      {
        transport: 'http',
        text: 'https://host:8443/r.git',
        origin: 'https://host:8443',
        username: 'us@er',
        password: 'p/w',
      },
    ],
    ['ssh://host/r.git', { transport: 'ssh', text: 'ssh://git@host/r.git', host: 'host' }],
    ['ssh://me@host:2222/r.git', { transport: 'ssh', text: 'ssh://me@host:2222/r.git', host: '[host]:2222' }],
    ['ssh://[::1]:22/r.git', { transport: 'ssh', text: 'ssh://git@[::1]:22/r.git', host: '::1' }],
    ['host:r.git', { transport: 'ssh', text: 'git@host:r.git', host: 'host' }],
    ['me@host:~/r.git', { transport: 'ssh', text: 'me@host:~/r.git', host: 'host' }],
    ['[::1]:r.git', { transport: 'ssh', text: 'git@[::1]:r.git', host: '::1' }],
    ['git://host/r.git', { transport: 'git', text: 'git://host/r.git' }],
    ['file:///srv/r.git', { transport: 'local', text: 'file:///srv/r.git' }],
    ['/srv/r.git', { transport: 'local', text: '/srv/r.git' }],
    ['/srv/a:b.git', { transport: 'local', text: '/srv/a:b.git' }],
  ] as const) {
    t.match(parseRepository(url), expected, url)
  }
  t.equal(parseRepository('host:r.git', 'deploy').text, 'deploy@host:r.git')
  t.equal(parseRepository('me@host:r.git', 'deploy').text, 'me@host:r.git', 'the address is more exact')
})

t.test('what would run a program, or be taken for an option, is no address', async (t) => {
  for (const url of [
    'ext::sh -c id',
    'ext://sh',
    'fd::17',
    '-oProxyCommand=id',
    '--upload-pack=id',
    'ssh://-oProxyCommand=id/r',
    '-oProxyCommand=id:r.git',
    'me@-oProxyCommand=id:r.git',
    'http://',
    'gopher://host/r',
    'https://host/a\nb',
  ]) {
    t.throws(() => parseRepository(url), { name: 'MachineError', code: 'EINVAL' }, url)
  }
})

t.test('no message shows a password', async (t) => {
  t.notMatch(parseRepository('https://me:secret@host/r.git').shown, /secret/)
  t.throws(() => parseRepository('ftp://me:secret@host/r.git'), { message: /^(?![\s\S]*secret)/ })
})
