import t from 'tap'
import { crc32c, isIntact, summed } from '../../../src/core/btrfs/crc32c.ts'

t.test('the checksum is that of RFC 3720', async (t) => {
  t.equal(crc32c(Buffer.from('123456789')), 0xe3069283)
  t.equal(crc32c(new Uint8Array(32)), 0x8a9136aa)
  t.equal(crc32c(new Uint8Array(32).fill(255)), 0x62a8ab43)
})

t.test('a block is intact with its own sum, and not with one bit turned', async (t) => {
  const block = summed(Buffer.alloc(4096, 'some content'))
  t.ok(isIntact(block))
  block[2000] = 0
  t.notOk(isIntact(block))
})
