import t from 'tap'
import { scalarPlaces } from '../../../src/validate/places/scalar-places.ts'

/** A scalar in a text between two bars, its value, and what stands at each of its units. */
const table: readonly (readonly [what: string, token: string, value: string, places: readonly string[]])[] = [
  ['plain', 'ab c', 'ab c', ['a', 'b', ' ', 'c']],
  ['plain over lines', 'a  b\n    c\n\n    d', 'a  b c\nd', ['a', ' ', ' ', 'b', '~', 'c', '~', 'd']],
  ['single quotes', "'it''s'", "it's", ['i', 't', "''", 's']],
  ['single quotes over lines', "'a \n   b'", 'a b', ['a', '~', 'b']],
  ['double quotes', '"a\\tb"', 'a\tb', ['a', '\\t', 'b']],
  [
    'hex escapes',
    '"\\x41\\u00e9\\U0001F600!"',
    'A\u00e9\u{1f600}!',
    ['\\x41', '\\u00e9', '\\U0001F600', '\\U0001F600', '!'],
  ],
  ['signs of two units', '"\u{1f600}x"', '\u{1f600}x', ['\ud83d', '\ude00', 'x']],
  ['an escaped line end', '"a\\\n   b"', 'ab', ['a', 'b']],
  ['an escaped line end before empty lines', '"a\\\n\n   b"', 'a\nb', ['a', '~', 'b']],
  ['double quotes over lines', '"a\n\n  b"', 'a\nb', ['a', '~', 'b']],
  ['literal', '|\n  ab\n   c\n', 'ab\n c\n', ['a', 'b', '~', ' ', 'c', '~']],
  ['literal with an indicator', '|2-\n    a\n   b', '  a\n b', [' ', ' ', 'a', '~', ' ', 'b']],
  ['literal that keeps its end', '|+\n  a\n\n', 'a\n\n', ['a', '~', '~']],
  ['literal with empty lines', '|\n\n  a\n\n  b\n', '\na\n\nb\n', ['~', 'a', '~', '~', 'b', '~']],
  ['literal with a comment', '| # note\n  a\n', 'a\n', ['a', '~']],
  ['literal with CR LF', '|\r\n  a\r\n  b\r\n', 'a\nb\n', ['a', '~', 'b', '~']],
  ['folded', '>\n  a\n  b\n\n  c\n', 'a b\nc\n', ['a', '~', 'b', '~', 'c', '~']],
  [
    'folded with deeper lines',
    '>\n  a\n    b\n  c\n',
    'a\n  b\nc\n',
    ['a', '~', ' ', ' ', 'b', '~', 'c', '~'],
  ],
]

for (const [what, token, value, expected] of table) {
  t.test(what, async (t) => {
    const text = `key: ${token}`
    const places = scalarPlaces(text, { start: 5, end: text.length }, value)
    t.ok(places, 'the value is followed')
    const found = Array.from({ length: value.length }, (_, i) => {
      const { start, end } = places?.span(i, i + 1) ?? { start: 0, end: 0 }
      const piece = text.slice(start, end)
      return piece.includes('\n') ? '~' : piece
    })
    t.same(found, expected)
  })
}

t.test('a value of another text has no places', async (t) => {
  t.equal(scalarPlaces('key: abc', { start: 5, end: 8 }, 'abd'), undefined)
  t.equal(scalarPlaces('key: |\n  abc', { start: 5, end: 12 }, 'abd'), undefined)
  t.equal(scalarPlaces('key: "a"', { start: 5, end: 8 }, 'ab'), undefined)
})

t.test('what lies behind the end is at the end', async (t) => {
  const places = scalarPlaces('key: abc', { start: 5, end: 8 }, 'abc')
  t.same(places?.span(3, 4), { start: 8, end: 8 })
  t.same(places?.span(1, 99), { start: 6, end: 8 })
  t.same(scalarPlaces('key: ""', { start: 5, end: 7 }, '')?.span(0, 1), { start: 5, end: 7 })
})
