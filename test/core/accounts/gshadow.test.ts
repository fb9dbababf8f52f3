import t from 'tap'
import { ensureGshadowEntry } from '../../../src/core/accounts/gshadow.ts'

const file = 'root:*::\nwheel:!:ann:bob\n'
const wheel = { name: 'wheel', password: '*', administrators: '', members: 'x,y' }

t.test('a line is replaced whole, in its place', (t) => {
  t.same(ensureGshadowEntry(file, wheel), { ok: true, text: 'root:*::\nwheel:*::x,y\n' })
  t.end()
})

t.test('a new line goes to the end, or into an empty file', (t) => {
  t.same(ensureGshadowEntry(file, { ...wheel, name: 'w' }), { ok: true, text: `${file}w:*::x,y\n` })
  t.same(ensureGshadowEntry('', wheel), { ok: true, text: 'wheel:*::x,y\n' })
  t.end()
})

t.test('a file with a line of other than four fields is left alone', (t) => {
  t.match(ensureGshadowEntry(`\n${file}`, wheel), { ok: false, reason: /^line 1 / })
  t.end()
})
