import fc from 'fast-check'
import t from 'tap'
import { hasRoom, inMiB, placePartitions } from '../../../src/steps/layout/placing.ts'
import { type Disk, endOf, lastUsableSector, type Partition } from '../../../src/steps/layout/table.ts'

const disk: Disk = { path: '/dev/sda', isFile: false, sectorSize: 512, sectors: 256 * 2048 }

const partition = (start: number, size: number, number = 1): Partition => ({
  number,
  start,
  size,
  type: '',
  uuid: '',
  name: '',
})

const ask = (...sizes: number[]) => sizes.map((size, i) => ({ size, isLast: i === sizes.length - 1 }))

t.test('the first one starts at 1 MiB, the last of the list is 1 MiB shorter', async (t) => {
  t.same(placePartitions(disk, [], ask(40, 60)), [
    { start: 2048, size: 40 * 2048 },
    { start: 2048 * 41, size: 59 * 2048 },
  ])
})

t.test('new ones go behind the one that ends last, not into gaps', async (t) => {
  const there = [partition(100000, 9000), partition(2048, 40960, 2)]
  t.same(placePartitions(disk, there, [{ size: 33, isLast: false }]), [{ start: 109000, size: 33 * 2048 }])
})

t.test('size 0 takes what is left, and never the second table', async (t) => {
  t.same(placePartitions(disk, [], ask(30, 0)), [
    { start: 2048, size: 30 * 2048 },
    { start: 31 * 2048, size: 224 * 2048 },
  ])
  const gap = placePartitions(disk, [partition(100 * 2048, 2048)], ask(0))
  t.same(gap, [{ start: 101 * 2048, size: lastUsableSector(disk) - 101 * 2048 + 1 }], 'yip counts no gaps')
})

t.test('what does not fit is said with the room there is', async (t) => {
  t.match(placePartitions(disk, [partition(2048, 40960)], ask(50, 500)), { request: 1, reason: /184 MiB/ })
  t.match(placePartitions(disk, [], ask(0, 10)), { request: 1, reason: /no room/ })
  t.match(placePartitions(disk, [], ask(1)), { request: 0, reason: /1 MiB shorter/ })
  t.match(placePartitions(disk, [], ask(1e15)), { request: 0 })
})

t.test('32 MiB must be free behind the last partition', async (t) => {
  t.ok(hasRoom(disk, []))
  t.ok(hasRoom(disk, [partition(2048, 223 * 2048)]), 'just 32 MiB')
  t.notOk(hasRoom(disk, [partition(2048, 223 * 2048 + 1)]))
  t.notOk(hasRoom({ ...disk, sectors: 32 * 2048 }, []))
})

t.test('whatever is asked for: places lie on the disk, in order, and do not touch each other', async (t) => {
  const sizes = fc.array(fc.nat(300), { minLength: 1, maxLength: 6 })
  const sectorSizes = fc.constantFrom(512, 4096)
  fc.assert(
    fc.property(sizes, sectorSizes, fc.nat(200), (wanted, sectorSize, taken) => {
      const any = { ...disk, sectorSize, sectors: (256 * 1024 * 1024) / sectorSize }
      const perMiB = (1024 * 1024) / sectorSize
      const there = taken === 0 ? [] : [partition(perMiB, taken * perMiB)]
      const places = placePartitions(any, there, ask(...wanted))
      if ('reason' in places) return
      let free = taken === 0 ? perMiB : (taken + 1) * perMiB
      for (const place of places) {
        if (place.start !== free || place.size <= 0) throw new Error(JSON.stringify(places))
        free = endOf(place) + 1
      }
      if (free - 1 > lastUsableSector(any)) throw new Error(`ends at ${free - 1}`)
    }),
  )
  t.equal(inMiB(4097, disk), 2)
})
