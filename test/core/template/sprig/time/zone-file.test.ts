import t from 'tap'
import { parseZoneFile } from '../../../../../src/core/template/sprig/time/zone-file.ts'

interface Content {
  readonly transitions: readonly (readonly [at: number, clock: number])[]
  readonly clocks: readonly (readonly [offset: number, dst: 0 | 1, abbreviation: string])[]
  readonly rule?: string
}

/** A zone file of version 2 (RFC 9636), with nothing in its 32-bit part. */
function zoneFile({ transitions, clocks, rule = '' }: Content): Buffer {
  const letters = clocks.map(([, , name]) => `${name}\0`).join('')
  const counts = [0, 0, 0, transitions.length, clocks.length, letters.length]
  const words = (values: readonly number[]): Buffer => {
    const buffer = Buffer.alloc(values.length * 4)
    for (const [i, value] of values.entries()) buffer.writeInt32BE(value, i * 4)
    return buffer
  }
  const times = Buffer.alloc(transitions.length * 8)
  for (const [i, [at]] of transitions.entries()) times.writeBigInt64BE(BigInt(at), i * 8)
  let letter = 0
  const records = clocks.map(([offset, dst, name]) => {
    const record = Buffer.concat([words([offset]), Buffer.from([dst, letter])])
    letter += name.length + 1
    return record
  })
  const head = Buffer.concat([Buffer.from('TZif2'), Buffer.alloc(15)])
  const body = [times, Buffer.from(transitions.map(([, clock]) => clock)), ...records, Buffer.from(letters)]
  return Buffer.concat([
    head,
    words([0, 0, 0, 0, 0, 0]),
    head,
    words(counts),
    ...body,
    Buffer.from(`\n${rule}\n`),
  ])
}

const file = zoneFile({
  transitions: [
    [-1000, 1],
    [1000, 2],
    [2000, 1],
  ],
  clocks: [
    [3208, 0, 'LMT'],
    [3600, 0, 'CET'],
    [7200, 1, 'CEST'],
  ],
  rule: 'CET-1CEST,M3.5.0,M10.5.0/3',
})

t.test('a zone shows the clock of the last transition', async (t) => {
  const zone = parseZoneFile('Test', file)
  const names = [-2000n, -1000n, 999n, 1000n, 1999n, 2000n].map((seconds) => zone?.at(seconds).name)
  t.same(names, ['LMT', 'CET', 'CET', 'CEST', 'CEST', 'CET'])
  t.match(zone?.at(1500n), { offset: 7200, isDst: true, start: 1000n, end: 2000n })
})

t.test('after the last transition the rule holds', async (t) => {
  t.equal(parseZoneFile('Test', file)?.at(BigInt(Date.UTC(2045, 6, 1) / 1000)).name, 'CEST')
})

t.test('an abbreviation stands for the offset in use, or for the one it ever had', async (t) => {
  const zone = parseZoneFile('Test', file)
  t.equal(zone?.offsetOf('CEST', 1500n + 7200n), 7200)
  t.equal(zone?.offsetOf('LMT', 0n), 3208)
  t.equal(zone?.offsetOf('EST', 0n), undefined)
})

t.test('a zone without transitions has one clock for ever', async (t) => {
  const zone = parseZoneFile(
    'Fixed',
    zoneFile({ transitions: [], clocks: [[-18_000, 0, 'EST']], rule: 'EST5' }),
  )
  t.match(zone?.at(0n), { name: 'EST', offset: -18_000 })
})

t.test('what is no zone file is no zone', async (t) => {
  t.equal(parseZoneFile('x', Buffer.from('TZif')), undefined)
  t.equal(parseZoneFile('x', Buffer.from('hello world, this is not a zone file')), undefined)
  t.equal(parseZoneFile('x', file.subarray(0, 90)), undefined)
  t.equal(parseZoneFile('x', zoneFile({ transitions: [[0, 7]], clocks: [[0, 0, 'UTC']] })), undefined)
})
