import t from 'tap'
import { readText, sizeError } from '../../../../src/core/config/yaml/reader.ts'
import { fromBytes } from '../../../../src/core/go-string.ts'

function read(...bytes: readonly (number | string)[]) {
  const buffers = bytes.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part])))
  const { text, flaw } = readText(fromBytes(Buffer.concat(buffers)))
  return { text, rule: flaw?.error.rule, offset: flaw?.error.offset, message: flaw?.error.message }
}

t.test('byte order marks are taken off, UTF-16 is decoded', async (t) => {
  t.equal(read(0xef, 0xbb, 0xbf, 'a: é').text, 'a: é')
  t.equal(read(0xff, 0xfe, 'a\0:\0').text, 'a:')
  t.equal(read(0xfe, 0xff, '\0a\0:').text, 'a:')
  t.equal(read('a: \ufeff').text, 'a: \ufeff', 'further in it is a character')
})

t.test('the first character that is not allowed is named', async (t) => {
  t.match(read('ab\0c'), { text: 'ab', rule: 'yaml-encoding', offset: 2, message: /NUL/ })
  t.match(read('a', 0xff, 'b'), { text: 'a', rule: 'yaml-encoding', offset: 1, message: /0xff is not valid/ })
  t.match(read('a🚀', 7), { text: 'a🚀', rule: 'yaml-character', offset: 3, message: /U\+0007/ })
  t.match(read('a', 0x7f), { rule: 'yaml-character', message: /U\+007F/ })
  t.match(read('\u0080'), { message: /U\+0080/ })
  t.match(read('\ufffe'), { message: /U\+FFFE/ })
  t.match(read(0xff, 0xfe, 'a\0b'), { text: 'a', message: /ends within a character/ })
  t.match(read(0xff, 0xfe, 0, 0xd8, 'a\0'), { text: '', message: /not valid/ })
  t.equal(read('\t\n\r \u0085\u00a0\u2028\ud7ff\ue000\ufffd\u{10ffff}').rule, undefined)
})

t.test('an error far behind the first document does not count', async (t) => {
  const { flaw } = readText(`${'x'.repeat(2000)}\0`)
  t.equal(flaw?.countsFrom, 1536)
  t.equal(readText(`${'é'.repeat(1000)}\0`).flaw?.countsFrom, 768)
  t.equal(readText('a\udce2\udc82').flaw?.countsFrom, 1, 'cut off at the end')
  t.equal(readText('a\udcff').flaw?.countsFrom, 0)
})

t.test('there is a largest size', async (t) => {
  t.equal(sizeError(32 * 1024 * 1024), undefined)
  t.match(sizeError(50 * 1024 * 1024), { rule: 'yaml-size', message: /50 MiB; at most 32 MiB/ })
})
