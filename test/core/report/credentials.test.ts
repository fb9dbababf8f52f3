import t from 'tap'
import { credentialsIn, hideCredentials, shownAddress } from '../../../src/core/report/credentials.ts'

t.test('user and password of an address are left out, wherever it stands', async (t) => {
  for (const [text, plain] of [
    ['https://u:p@host/x', 'https://host/x'],
    ['see https://u:p@host/x, ftp://token@other', 'see https://host/x, ftp://other'],
    ['https://u:p@q@host/', 'https://host/'],
    ['https://host/a@b', 'https://host/a@b'],
    ['https://host?mail=a@b', 'https://host?mail=a@b'],
    ['mail a@b.c', 'mail a@b.c'],
    ['git+ssh://git@host/x', 'git+ssh://host/x'],
    ["'https://u:p@host'", "'https://host'"],
    ['https://a https://u:p@b', 'https://a https://b'],
    ['', ''],
  ] as const) {
    t.equal(hideCredentials(text), plain)
  }
})

t.test('the query of an address may hold a token, and is not shown', async (t) => {
  t.equal(shownAddress('https://u:p@host/x?token=y&z'), 'https://host/x?…')
  t.equal(shownAddress('https://host/x?'), 'https://host/x?')
  t.equal(shownAddress('https://host/x'), 'https://host/x')
})

t.test('the passwords of addresses are found', async (t) => {
  t.same(credentialsIn('https://u:p:q@host https://token@host https://host'), ['p:q', 'token'])
})

t.test('a long text takes no long time', async (t) => {
  const started = performance.now()
  for (const text of [
    'a'.repeat(200_000),
    'a://'.repeat(50_000),
    `a://${'b'.repeat(200_000)}`,
    '://@'.repeat(50_000),
  ]) {
    hideCredentials(`${text}://`)
  }
  t.ok(performance.now() - started < 2000)
})
