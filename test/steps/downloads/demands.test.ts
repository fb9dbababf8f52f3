import t from 'tap'
import { demandsOf } from '../../../src/steps/downloads/demands.ts'
import { MemoryMachine } from '../../system/memory-machine.ts'

const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const { now } = new MemoryMachine({ files: { '/oem/ca.pem': pem, '/oem/empty': '' } })
const hex = 'AB'.repeat(32)

t.test('digests are read as the tools print them', async (t) => {
  const wanted = [{ algorithm: 'sha256', hex: 'ab'.repeat(32) }]
  for (const sha256 of [hex, hex.toLowerCase(), ` ${hex}\n`, `sha256:${hex}`]) {
    t.match(demandsOf({ sha256 }, now), { digests: wanted }, sha256)
  }
  t.match(demandsOf({ sha256: hex, sha512: 'c'.repeat(128) }, now), {
    digests: [{}, { algorithm: 'sha512' }],
  })
  for (const [key, value] of [
    ['sha256', 'c'.repeat(128)],
    ['sha256', 'x'.repeat(64)],
    ['sha512', hex],
    ['sha512', `sha256:${hex}`],
  ] as const) {
    t.match(demandsOf({ [key]: value }, now), { problem: `is no ${key}`, key }, `${key} ${value}`)
  }
})

t.test('authorities stand there themselves, or in a file', async (t) => {
  t.match(demandsOf({ ca: pem }, now), { network: { authorities: pem } })
  t.match(demandsOf({ ca: '/oem/ca.pem' }, now), { network: { authorities: pem } })
  for (const ca of ['/oem/empty', '/oem/none', 'AAAA', 'oem/ca.pem']) {
    t.match(demandsOf({ ca }, now), { problem: /holds no certificate/, key: 'ca' }, ca)
  }
})

t.test('retries are counted after the first try, and are not endless', async (t) => {
  t.strictSame(demandsOf({}, now), { digests: [], network: {} })
  t.match(demandsOf({ retries: 3 }, now), { network: { tries: 4, retry: 'busy' } })
  t.match(demandsOf({ retries: 1e9 }, now), { network: { tries: 21 } })
  t.strictSame(demandsOf({ retries: -1 }, now), { digests: [], network: {} })
})
