import t from 'tap'
import { templateSurroundings } from '../../src/system/template-surroundings.ts'

t.test('the clock is that of the machine, in nanoseconds', async (t) => {
  const before = BigInt(Date.now() - 1) * 1_000_000n
  const now = templateSurroundings({}).now()
  const after = BigInt(Date.now() + 1) * 1_000_000n
  t.ok(before <= now && now <= after)
})

t.test('random bytes are as many as asked for, also more than the source gives at once', async (t) => {
  const { random } = templateSurroundings({})
  t.equal(random(0).length, 0)
  const bytes = random(200_000)
  t.equal(bytes.length, 200_000)
  t.ok(bytes.subarray(199_000).some((byte) => byte !== 0))
})

t.test('TZ names the zone as Go reads it', async (t) => {
  const zone = (TZ?: string): string => templateSurroundings(TZ === undefined ? {} : { TZ }).timeZone
  t.equal(zone(), '/etc/localtime')
  t.equal(zone(''), 'UTC')
  t.equal(zone('Europe/Rome'), 'Europe/Rome')
  t.equal(zone(':Europe/Rome'), 'Europe/Rome')
  t.equal(zone(':/etc/x'), '/etc/x')
})

t.test('a zone file that is not there is none', async (t) => {
  const { zoneFile } = templateSurroundings({})
  t.equal(zoneFile('/no/such/file'), undefined)
  t.equal(zoneFile('/'), undefined)
})

t.test('addresses are those of the name service', async (t) => {
  const { addresses } = templateSurroundings({})
  t.same(await addresses('127.0.0.1'), ['127.0.0.1'])
  t.same(await addresses(''), [])
  await t.rejects(addresses('no-such-host.invalid'))
})
