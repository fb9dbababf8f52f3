import t from 'tap'
import {
  ensureShadowEntry,
  freshShadowEntry,
  shadowDay,
  shadowEntryOf,
} from '../../../src/core/accounts/shadow.ts'

const file = 'root:*:19500:0:99999:7:::\nbob:!:19000:1:90:14:30::r\n'

t.test('a changed entry keeps its aging fields, and its place', (t) => {
  const edit = ensureShadowEntry(file, freshShadowEntry('bob', '$6$a$b', '20000'))
  t.same(edit, { ok: true, text: file.replace('bob:!:19000', 'bob:$6$a$b:20000') })
  t.end()
})

t.test('an empty day keeps the old one, an empty password does not', (t) => {
  t.same(ensureShadowEntry(file, freshShadowEntry('bob', '', '')), {
    ok: true,
    text: file.replace('bob:!', 'bob:'),
  })
  t.end()
})

t.test('given fields replace the old ones', (t) => {
  const entry = { ...freshShadowEntry('bob', '!', ''), maximum: '60', expire: '21000' }
  t.same(ensureShadowEntry(file, entry), {
    ok: true,
    text: file.replace('1:90:14:30::r', '1:60:14:30:21000:r'),
  })
  t.end()
})

t.test('a new entry goes to the end', (t) => {
  t.same(ensureShadowEntry(file.trimEnd(), freshShadowEntry('ann', '*', '5')), {
    ok: true,
    text: `${file}ann:*:5::::::\n`,
  })
  t.end()
})

t.test('of several entries of a name the last counts, and all are replaced', (t) => {
  const twice = 'bob:a:1:2:3:4:5:6:7\nbob:b:::::::\n'
  t.equal(shadowEntryOf(twice, 'bob')?.password, 'b')
  t.same(ensureShadowEntry(twice, freshShadowEntry('bob', '*', '9')), {
    ok: true,
    text: 'bob:*:9::::::\n'.repeat(2),
  })
  t.end()
})

t.test('a file with a line of other than nine fields is left alone', (t) => {
  for (const odd of ['', '# x', 'a:b', 'a::::::::::']) {
    const broken = `${file}${odd}\n`
    t.match(
      ensureShadowEntry(broken, freshShadowEntry('bob', '*', '1')),
      { ok: false, reason: /^line 3 / },
      odd,
    )
    t.equal(shadowEntryOf(broken, 'bob'), undefined)
  }
  t.end()
})

t.test('the reason of a refusal does not hold the password', (t) => {
  const edit = ensureShadowEntry(file, freshShadowEntry('bob', '$hunter2:x', '1'))
  t.match(edit, { ok: false, reason: 'the password must not hold a colon' })
  t.end()
})

t.test('the day is counted from 1970 and never 0, which would demand a new password', (t) => {
  t.equal(shadowDay(0), '1')
  t.equal(shadowDay(86_399_999), '1')
  t.equal(shadowDay(86_400_000 * 20_000 + 5), '20000')
  t.end()
})
