import t from 'tap'
import { nameRefusal, recordLine } from '../../../src/core/accounts/record.ts'

t.test('fields are joined by colons', (t) => {
  const fields = [
    ['the name', 'a'],
    ['the rest', ''],
    ['more', ' b,c #'],
  ] as const
  t.same(recordLine(fields), { ok: true, line: 'a:: b,c #' })
  t.end()
})

t.test('a field that would make other fields or lines is refused, without showing it', (t) => {
  for (const [value, what] of [
    ['a:b', 'a colon'],
    ['a\nb', 'a line end'],
    ['a\r', 'a line end'],
    ['a\0', 'a zero byte'],
  ] as const) {
    t.same(recordLine([['the shell', value]]), { ok: false, reason: `the shell must not hold ${what}` })
  }
  t.end()
})

t.test('names that readers of the files would take for something else are refused', (t) => {
  for (const name of ['', 'a:b', 'a\nb', 'a,b', '../etc', '.', '..', '+', '+nis', '-x', '#a', ' a', '\ta']) {
    t.type(nameRefusal(name), 'string', JSON.stringify(name))
  }
  for (const name of ['a', 'Max', '_svc', '{{u}}', 'jörg', 'a b', 'DOM\\user', 'pc$', '0']) {
    t.equal(nameRefusal(name), undefined, name)
  }
  t.end()
})
