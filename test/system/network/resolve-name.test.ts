import t from 'tap'
import { candidates, inHosts } from '../../../src/system/network/resolve-name.ts'

t.test('names of the hosts file are found whatever their case, comments are not', async (t) => {
  const hosts = '# 1.1.1.1 cloud\n127.0.0.1\tlocalhost  Cloud # cloud2\nfe80::1 cloud\nnonsense cloud\n'
  t.strictSame(inHosts(hosts, 'cLoud'), [
    { address: '127.0.0.1', family: 4 },
    { address: 'fe80::1', family: 6 },
  ])
  t.strictSame(inHosts(hosts, 'cloud2'), [])
})

t.test('a short name is looked for in the domains first, a long one by itself', async (t) => {
  const configuration = 'domain old.test\nnameserver 10.0.0.1\nsearch a.test b.test\n'
  t.strictSame(candidates(configuration, 'metaldata'), ['metaldata.a.test', 'metaldata.b.test', 'metaldata'])
  t.strictSame(candidates(configuration, 'x.org'), ['x.org', 'x.org.a.test', 'x.org.b.test'])
  t.strictSame(candidates(configuration, 'x.org.'), ['x.org.'])
  t.strictSame(candidates('', 'metaldata'), ['metaldata'])
})
