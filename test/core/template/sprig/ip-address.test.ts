import t from 'tap'
import { parseIpAddress } from '../../../../src/core/template/sprig/ip-address.ts'

const hex = (text: string): string | undefined => {
  const bytes = parseIpAddress(text)
  return bytes && Buffer.from(bytes).toString('hex')
}

t.test('reads addresses of both kinds', async (t) => {
  t.equal(hex('10.0.255.1'), '0a00ff01')
  t.equal(hex('::'), '0'.repeat(32))
  t.equal(hex('::1'), `${'0'.repeat(31)}1`)
  t.equal(hex('fe80::1:2'), `fe80${'0'.repeat(20)}00010002`)
  t.equal(hex('1:2:3:4:5:6:7:8'), '00010002000300040005000600070008')
  t.equal(hex('::FFFF:1.2.3.4'), `${'0'.repeat(20)}ffff01020304`)
  t.equal(hex('1:2:3:4:5:6:7::'), '00010002000300040005000600070000')
})

t.test('refuses what is none', async (t) => {
  const texts = [
    '',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4.5',
    ':1',
    '1:',
    ':::',
    '1::2::3',
    '12345::',
    '::g',
  ]
  texts.push('1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', '1.2.3.4::', '::1.2.3', '1::2:3:4:5:6:7:8', 'fe80::1%eth0')
  for (const text of texts) t.equal(hex(text), undefined, text)
})
