import t from 'tap'
import * as der from '../../../../../src/core/template/sprig/crypto/der.ts'
import { readElements, readSequence } from '../../../../../src/core/template/sprig/crypto/der-reading.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

t.test('values are written as X.690 has them', async (t) => {
  t.equal(hex(der.integer(0n)), '020100')
  t.equal(hex(der.integer(127n)), '02017f')
  t.equal(hex(der.integer(128n)), '02020080')
  t.equal(hex(der.integer(256n)), '02020100')
  t.equal(hex(der.integer(0xfffn)), '02020fff')
  t.equal(hex(der.objectIdentifier('1.2.840.113549.1.1.11')), '06092a864886f70d01010b')
  t.equal(hex(der.objectIdentifier('2.5.29.15')), '0603551d0f')
  t.equal(hex(der.bitString(Uint8Array.of(0xa0), 5)), '030205a0')
  t.equal(hex(der.flag(true)), '0101ff')
  t.equal(hex(der.sequence(der.nothing(), der.nothing())), '300405000500')
  t.equal(hex(der.textString('a b')), '1303612062')
  t.equal(hex(der.textString('é')), '0c02c3a9')
  t.equal(hex(der.textString('a*')), '0c02612a')
})

t.test('long content has a long length', async (t) => {
  t.equal(hex(der.octetString(new Uint8Array(127)).subarray(0, 2)), '047f')
  t.equal(hex(der.octetString(new Uint8Array(128)).subarray(0, 3)), '048180')
  t.equal(hex(der.octetString(new Uint8Array(65_536)).subarray(0, 5)), '0483010000')
})

t.test('years up to 2049 have two digits', async (t) => {
  const text = (date: string): string => Buffer.from(der.time(Date.parse(date) / 1000)).toString('latin1')
  t.equal(text('2049-12-31T23:59:59Z'), '\x17\r491231235959Z')
  t.equal(text('2050-01-01T00:00:00Z'), '\x18\x0f20500101000000Z')
})

t.test('what was written is read again', async (t) => {
  const bytes = der.sequence(
    der.integer(5n),
    der.octetString(new Uint8Array(300)),
    der.tagged(3, 'constructed', der.nothing()),
  )
  t.same(
    readSequence(bytes)?.map(({ tag, content }) => [tag, content.length]),
    [
      [0x02, 1],
      [0x04, 300],
      [0xa3, 2],
    ],
  )
})

t.test('what is no DER is not read', async (t) => {
  for (const bytes of ['30', '3005', '300201', '3080', '1f0100', '30850000000001']) {
    t.equal(readElements(Buffer.from(bytes, 'hex')), undefined, bytes)
  }
  t.equal(readSequence(der.integer(1n)), undefined)
})
