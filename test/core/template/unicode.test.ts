import t from 'tap'
import { isDigit, isLetter, isPrint } from '../../../src/core/template/unicode.ts'

t.test('characters are classified as by Unicode 15.0', (t) => {
  for (const character of ['a', 'Z', 'é', 'ª', '中', '𐐀'])
    t.ok(isLetter(character.codePointAt(0) ?? 0), character)
  for (const character of ['1', '_', '-', '½', '٣'])
    t.notOk(isLetter(character.codePointAt(0) ?? 0), character)
  for (const character of ['0', '9', '٣', '𝟘']) t.ok(isDigit(character.codePointAt(0) ?? 0), character)
  for (const character of ['½', '²', 'a']) t.notOk(isDigit(character.codePointAt(0) ?? 0), character)
  for (const character of [' ', 'a', '~', '\u0301', '\ufffd', '😀'])
    t.ok(isPrint(character.codePointAt(0) ?? 0), character)
  for (const code of [0, 0x1f, 0x7f, 0xa0, 0xad, 0x200b, 0x2028, 0xd800, 0xfeff, 0xe000])
    t.notOk(isPrint(code), `${code}`)
  t.end()
})

t.test('what newer versions of Unicode added is not known', (t) => {
  t.notOk(isLetter(0x2ebf0))
  t.notOk(isLetter(0x1c89))
  t.notOk(isDigit(0x10d40))
  t.notOk(isPrint(0x1fae9))
  t.ok(isPrint(0x1fae8))
  t.end()
})
