import fc from 'fast-check'
import t from 'tap'
import { byteLength, compareBytes, fromBytes, isBroken, toBytes } from '../../src/core/go-string.ts'

/** Bytes as they come: mostly UTF-8, sometimes torn. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => new Uint8Array(Buffer.from(text))),
  fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 4 }), fc.nat(16))
    .map(([text, cut]) => new Uint8Array(Buffer.from(text).subarray(0, cut))),
  fc
    .array(fc.constantFrom(0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xff), {
      maxLength: 10,
    })
    .map((codes) => Uint8Array.from(codes)),
)

t.test('every sequence of bytes survives as a text', async (t) => {
  fc.assert(
    fc.property(bytes, (input) => {
      t.same([...toBytes(fromBytes(input))], [...input])
    }),
  )
})

t.test('a byte that is not UTF-8 stands as one lone surrogate', async (t) => {
  const rows: readonly [input: number[], text: string][] = [
    [[0x61, 0xff, 0x62], 'a\udcffb'],
    [[0xc3], '\udcc3'],
    [[0xc3, 0xa9], 'é'],
    [[0xe2, 0x82], '\udce2\udc82'],
    [[0xe2, 0x82, 0xac], '€'],
    [[0xf0, 0x9f, 0x98, 0x80], '😀'],
    [[0xf0, 0x9f, 0x98], '\udcf0\udc9f\udc98'],
    [[0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
    [[0xc0, 0xaf], '\udcc0\udcaf'],
    [[0xe0, 0x80, 0xaf], '\udce0\udc80\udcaf'],
    [[0xf4, 0x90, 0x80, 0x80], '\udcf4\udc90\udc80\udc80'],
    [[0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
    [[0x80, 0xe2, 0x82, 0xac], '\udc80€'],
  ]
  for (const [input, text] of rows) {
    t.equal(fromBytes(Uint8Array.from(input)), text)
    t.equal(isBroken(text), text.toWellFormed() !== text)
  }
})

t.test('length and order are those of the bytes', async (t) => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      t.equal(byteLength(fromBytes(a)), a.length)
      t.equal(Math.sign(compareBytes(fromBytes(a), fromBytes(b))), Math.sign(Buffer.compare(a, b)))
    }),
  )
})

t.test('characters beyond the basic plane sort behind all others, unlike in JavaScript', async (t) => {
  t.ok(compareBytes('\uffee', '\u{10000}') < 0)
  t.ok('\uffee' > '\u{10000}')
  t.ok(compareBytes('a\u{1f600}', 'a\u{1f601}') < 0)
  t.ok(compareBytes('\u{10ffff}', '\udcff') < 0, 'a stray 0xff is above every character')
  t.equal(compareBytes('same', 'same'), 0)
  t.ok(compareBytes('same', 'samer') < 0)
})
