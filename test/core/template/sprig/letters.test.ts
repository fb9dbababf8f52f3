import t from 'tap'
import * as letters from '../../../../src/core/template/sprig/letters.ts'

const { toLower, toTitle, toUpper } = letters

t.test('a letter maps to one letter, as in Go', async (t) => {
  const rows: readonly (readonly [letter: string, upper: string, lower: string, title: string])[] = [
    ['a', 'A', 'a', 'A'],
    ['ß', 'ß', 'ß', 'ß'],
    ['ẞ', 'ẞ', 'ß', 'ẞ'],
    ['ŉ', 'ŉ', 'ŉ', 'ŉ'],
    ['İ', 'İ', 'i', 'İ'],
    ['ǆ', 'Ǆ', 'ǆ', 'ǅ'],
    ['Ǳ', 'Ǳ', 'ǳ', 'ǲ'],
    ['Σ', 'Σ', 'σ', 'Σ'],
    ['ᾳ', 'ᾼ', 'ᾳ', 'ᾼ'],
    ['ᾀ', 'ᾈ', 'ᾀ', 'ᾈ'],
    ['ა', 'Ა', 'ა', 'ა'],
    ['𐐨', '𐐀', '𐐨', '𐐀'],
    ['ﬁ', 'ﬁ', 'ﬁ', 'ﬁ'],
  ]
  for (const [letter, upper, lower, title] of rows) {
    t.same([toUpper(letter), toLower(letter), toTitle(letter)], [upper, lower, title], letter)
  }
})

t.test('letters younger than Unicode 15.0 have no case', async (t) => {
  // U+019B got a capital, U+A7DC, in Unicode 16.
  t.equal(toUpper('\u019b'), '\u019b')
  t.equal(letters.isUpper('\ua7dc'), false)
  t.equal(letters.isLetter('\u{2ebf0}'), false)
  t.equal(letters.isLower('\u0295'), true)
})

t.test('white space is that of Unicode, without the byte order mark', async (t) => {
  for (const char of ' \t\n\v\f\r\x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000') {
    t.equal(letters.isSpace(char), true, `U+${char.charCodeAt(0).toString(16)}`)
  }
  for (const char of ['\ufeff', '\u200b', '\u180e', 'x', '']) {
    t.equal(letters.isSpace(char), false, encodeURIComponent(char))
  }
})
