import t from 'tap'
import { shadowPassword } from '../../../src/core/accounts/password.ts'
import { isHashOf } from '../../../src/core/accounts/sha512-crypt.ts'
import { toBytes } from '../../../src/core/go-string.ts'

const counting = () => {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ % 256)
}

t.test('hashes, locks and an empty text are taken as they are', async (t) => {
  for (const given of ['', '*', '!', '!!', '!$6$a$b', '$6$a$b', '$y$j9T$x$y', '$']) {
    t.equal(await shadowPassword(given, undefined, counting()), given)
  }
})

t.test('anything else is hashed with a salt of eight letters and digits', async (t) => {
  for (const given of ['secret', '**', '*x', 'a:b', 'with\nline', '12345', 'pässword', '\udcff']) {
    const hash = await shadowPassword(given, undefined, counting())
    t.match(hash, /^\$6\$[0-9A-Za-z]{8}\$[./0-9A-Za-z]{86}$/)
    t.ok(await isHashOf(hash, toBytes(given)), JSON.stringify(given))
  }
})

t.test('bytes that would favour some letters are drawn again', async (t) => {
  const draws = [Uint8Array.from({ length: 8 }, () => 255), Uint8Array.from({ length: 8 }, (_, i) => i)]
  const hash = await shadowPassword('x', undefined, () => draws.shift() ?? new Uint8Array(8))
  t.match(hash, /^\$6\$01234567\$/)
})

t.test('a stored hash of the same password stays, one of another password does not', async (t) => {
  const random = counting()
  const stored = await shadowPassword('secret', undefined, random)
  t.equal(await shadowPassword('secret', stored, random), stored)
  const other = await shadowPassword('Secret', stored, random)
  t.not(other, stored)
  t.ok(await isHashOf(other, Buffer.from('Secret')))
  t.match(await shadowPassword('secret', '!', random), /^\$6\$/)
})
