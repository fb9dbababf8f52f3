import t from 'tap'
import { canBackquote, quote, quoteCharacter } from '../../../../src/core/template/format/quote.ts'

t.test('texts are quoted as Go literals', (t) => {
  const rows: readonly [text: string, plain: string, ascii: string][] = [
    ['a"b\\c\'', '"a\\"b\\\\c\'"', '"a\\"b\\\\c\'"'],
    ['\x07\b\f\n\r\t\v\0\x7f', '"\\a\\b\\f\\n\\r\\t\\v\\x00\\x7f"', '"\\a\\b\\f\\n\\r\\t\\v\\x00\\x7f"'],
    ['é😀\u00a0\u200b', '"é😀\\u00a0\\u200b"', '"\\u00e9\\U0001f600\\u00a0\\u200b"'],
    ['\udcff\ufffd', '"\\xff\ufffd"', '"\\xff\\ufffd"'],
    ['\u{e0001}', '"\\U000e0001"', '"\\U000e0001"'],
  ]
  for (const [text, plain, ascii] of rows) {
    t.equal(quote(text), plain)
    t.equal(quote(text, true), ascii)
  }
  t.end()
})

t.test('characters are quoted likewise', (t) => {
  t.equal(quoteCharacter(0x27), "'\\''")
  t.equal(quoteCharacter(0x22), `'"'`)
  t.equal(quoteCharacter(0xd800), "'\ufffd'")
  t.equal(quoteCharacter(0x110000, true), "'\\ufffd'")
  t.end()
})

t.test('what can stand in backquotes', (t) => {
  for (const text of ['', 'a\tb', 'é\ufffd']) t.ok(canBackquote(text), text)
  for (const text of ['a`', 'a\n', '\x7f', '\ufeff', '\udcff'])
    t.notOk(canBackquote(text), JSON.stringify(text))
  t.end()
})
