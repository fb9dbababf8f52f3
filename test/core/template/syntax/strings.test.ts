import t from 'tap'
import { joinBytes, unquote } from '../../../../src/core/template/syntax/strings.ts'

t.test('literals are read as Go reads them', (t) => {
  const rows: readonly [literal: string, text: string | undefined][] = [
    ['"a"', 'a'],
    ['`a\\n"\r\n`', 'a\\n"\n'],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'],
    ['"\\x41\\101\\u00e9\\U0001F600"', 'AAé😀'],
    ['"\\xff"', '\udcff'],
    ['"\\xc3\\xa9"', 'é'],
    ['"\\377"', '\udcff'],
    ['"a\udcffb"', 'a\ufffdb'],
    ['`a\udcffb`', 'a\udcffb'],
    ['"\\\'"', undefined],
    ['"\\q"', undefined],
    ['"\\x4"', undefined],
    ['"\\400"', undefined],
    ['"\\ud800"', undefined],
    ['"\\U00110000"', undefined],
    ['"\\1"', undefined],
  ]
  for (const [literal, text] of rows) t.equal(unquote(literal), text, literal)
  t.end()
})

t.test('broken bytes that meet become a character', (t) => {
  t.equal(joinBytes('\udcc3\udca9'), 'é')
  t.equal(joinBytes('\udca9\udcc3'), '\udca9\udcc3')
  t.equal(joinBytes('é'), 'é')
  t.end()
})
