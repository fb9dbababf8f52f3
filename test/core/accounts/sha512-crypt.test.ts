import t from 'tap'
import { isHashOf, sha512Crypt } from '../../../src/core/accounts/sha512-crypt.ts'

const bytes = (text: string) => Buffer.from(text)

// Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512", SHA-crypt.txt 0.6, test vectors for SHA-512.
const published: readonly [setting: string, password: string, hash: string][] = [
  [
    '$6$saltstring',
    'Hello world!',
    '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
  ],
  [
    '$6$rounds=10000$saltstringsaltstring',
    'Hello world!',
    '$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.',
  ],
  [
    '$6$rounds=5000$toolongsaltstring',
    'This is just a test',
    '$6$rounds=5000$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0',
  ],
  [
    '$6$rounds=1400$anotherlongsaltstring',
    'a very much longer text to encrypt.  This one even stretches over morethan one line.',
    '$6$rounds=1400$anotherlongsalts$POfYwTEok97VWcjxIiSOjiykti.o/pQs.wPvMxQ6Fm7I6IoYN3CmLs66x9t0oSwbtEW7o7UmJEiDwGqd8p4ur1',
  ],
  [
    '$6$rounds=77777$short',
    'we have a short salt string but not a short password',
    '$6$rounds=77777$short$WuQyW2YR.hBNpjjRhpYD/ifIw05xdfeEyQoMxIXbkvr0gge1a1x3yRULJ5CCaUeOxFmtlcGZelFl5CxtgfiAc0',
  ],
  [
    '$6$rounds=123456$asaltof16chars..',
    'a short string',
    '$6$rounds=123456$asaltof16chars..$BtCwjqMJGx5hrJhZywWvt0RLE8uZ4oPwcelCjmw2kSYu.Ec6ycULevoBK25fs2xXgMNrCzIMVcgEJAstJeonj1',
  ],
  [
    '$6$rounds=10$roundstoolow',
    'the minimum number is still observed',
    '$6$rounds=1000$roundstoolow$kUMsbe306n21p9R.FRkW3IGn.S9NPN0x50YhH1xhLsPuWGsUSklZt58jaTfF4ZEQpyUNGc0dqbpBYYBaHHrsX.',
  ],
]

t.test('the published test vectors come out', async (t) => {
  for (const [setting, password, hash] of published)
    t.equal(await sha512Crypt(bytes(password), setting), hash)
})

t.test('passwords of every length around the block size agree with OpenSSL', async (t) => {
  // openssl passwd -6 -salt ab
  const hashes: readonly [password: string, hash: string][] = [
    ['0', '$6$ab$DXRcQIT5SKHWuPEwi04soP0PskoT7inHNg4eLGxiqKjYTaB2pe0KqXaBSSq0Y.UfxdLZxBcZ7lnOR8s7RS8y6.'],
    [
      '0123456789abcdefghij',
      '$6$ab$BFPTkzcp1U3yuuLa5B72xCLdXesLUujapY/y33xYY1IY/RsUK9CLGT2z52GYVPmmB2HZqw0FjRm5dl4VIiMOb/',
    ],
    [
      '0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopq',
      '$6$ab$e98dYAigOIZnQbtjPc2sCeu9wowcEv74.OfYI4SWF0vpADt.amRBHm9xNfJxmGTkQ0C44dmunEam24ALMq/gy/',
    ],
    [
      '0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqr',
      '$6$ab$BKOxHQ122SzDhKUVoTurM2Qsy68E2NA6HbVT0M1x2ZbmzAdC85cVDm2hE..umSvizGziv2gmJdD.z.VFkd1NW.',
    ],
    [
      '0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrs',
      '$6$ab$bl0ouWPvEihgqK91e0wx4DqaCYHUS6L9a1R5ebrirP4PCl/EQ9So1iJ3cHtmZusLfqFLrLFbUI0xypDkizv0h0',
    ],
    [
      '0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghij',
      '$6$ab$yNsoc98vjEcgEg2C/UydWlqujdlDtphkSGmAS7lY6ZOAakA8chwj5o1NaiAUSXzMrJVuZODk/ZDtLyad6jpPt0',
    ],
    [
      '0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijk',
      '$6$ab$Efkgm02uxeJ0JyV9A.JnyqeIN7WJmvgv52nTO13qcDnmKkm01huGqKKJ7BlyyS.JQj7b9X6euvT6tijG8pJDQ0',
    ],
  ]
  for (const [password, hash] of hashes) t.equal(await sha512Crypt(bytes(password), '$6$ab'), hash)
})

t.test('a stored hash is recognised as that of its password, by its own salt and rounds', async (t) => {
  for (const [, password, hash] of published.slice(0, 4)) {
    t.ok(await isHashOf(hash, bytes(password)))
    t.notOk(await isHashOf(hash, bytes(`${password} `)))
  }
})

t.test('anything else is not: other kinds, marks, hashes that would take minutes', async (t) => {
  const others = ['', '*', '!', '$6$a$b', '$y$j9T$abc$def', '$5$saltstring$x', `!${published[0]?.[2]}`]
  for (const stored of others) t.notOk(await isHashOf(stored, bytes('Hello world!')), stored)
  const slow = String(published[0]?.[2]).replace('$6$', '$6$rounds=999999999$')
  t.notOk(await isHashOf(slow, bytes('Hello world!')))
})
