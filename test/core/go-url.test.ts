import { readFileSync } from 'node:fs'
import t from 'tap'
import { parseGoUrl } from '../../src/core/go-url.ts'

interface Row {
  readonly name: string
  readonly function: string
  readonly input: string
  readonly output: boolean
}

t.test('what yip takes for an address', (t) => {
  const path = new URL('../../../shared/yip-compat/tables/misc.json', import.meta.url)
  const rows = (JSON.parse(readFileSync(path, 'utf8')) as Row[]).filter((row) => row.function === 'isUrl')
  t.ok(rows.length > 20)
  for (const { name, input, output } of rows)
    t.equal(parseGoUrl(input) !== undefined, output, `${name} ${input}`)
  t.end()
})

t.test('the scheme is in lower case, what follows it without a slash is opaque', (t) => {
  const rows: readonly [text: string, scheme: string, opaque: string][] = [
    ['github:octocat', 'github', 'octocat'],
    ['GitHub:a/b%2Fc', 'github', 'a/b%2Fc'],
    ['github:wren?x=1#y', 'github', 'wren'],
    ['github://wren', 'github', ''],
    ['github:/wren', 'github', ''],
    ['https://user:p%20w@[::1]:8443/x?%zz', 'https', ''],
    ['x:', 'x', ''],
  ]
  for (const [text, scheme, opaque] of rows) t.same(parseGoUrl(text), { scheme, opaque }, text)
  t.end()
})

t.test('what looks like an address but is none', (t) => {
  const texts = [
    'ssh-ed25519 AAAA a:b',
    'http://x y/',
    'http://a:b:1/',
    'http://x:port/',
    'http://[::1',
    'http://[::1]x/',
    'http://a[b]/',
    'http://[1.2.3.4]/',
    'http://x/%zz',
    'x:a#%z',
    'http://%41/',
    'http://us er@x/',
    'two:\nlines',
  ]
  for (const text of texts) t.equal(parseGoUrl(text), undefined, text)
  t.same(parseGoUrl('http://[fe80::1%25en0]/'), { scheme: 'http', opaque: '' })
  t.same(
    parseGoUrl('mongodb://a:1,b:2/'),
    { scheme: 'mongodb', opaque: '' },
    'only http is strict about colons',
  )
  t.end()
})
