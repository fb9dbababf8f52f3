import t from 'tap'
import { planGrowth } from '../../../src/steps/layout/growing.ts'
import type { Disk, Partition } from '../../../src/steps/layout/table.ts'

const disk: Disk = { path: '/dev/sda', isFile: false, sectorSize: 512, sectors: 256 * 2048 }
const linux = '0FC63DAF-8483-4772-8E79-3D69D8477DE4'

const partition = (number: number, start: number, size: number, type = linux): Partition => ({
  ...{ number, start, size, type },
  ...{ uuid: '', name: '' },
})

t.test('the last entry of the table grows to a size', async (t) => {
  const parts = [partition(1, 2048, 2048), partition(2, 4096, 2048)]
  t.match(planGrowth(disk, parts, 100), { partition: { number: 2 }, size: 100 * 2048 })
})

t.test('size 0 takes whole MiB and leaves the second table alone; again it asks for nothing', async (t) => {
  const first = planGrowth(disk, [partition(1, 2048, 2048)], 0)
  t.match(first, { size: 254 * 2048 })
  t.match(planGrowth(disk, [partition(1, 2048, 254 * 2048)], 0), { size: 254 * 2048 })
  t.match(planGrowth(disk, [partition(1, 2048, 254 * 2048 + 2000)], 0), { size: 254 * 2048 + 2000 })
})

t.test('the size it has already is no growth, but may be one that was cut short', async (t) => {
  t.match(planGrowth(disk, [partition(1, 2048, 60 * 2048)], 60), { size: 60 * 2048 })
})

t.test('what cannot be is refused with the reason', async (t) => {
  const one = [partition(1, 2048, 60 * 2048)]
  t.match(planGrowth(disk, [], 0), { refused: /no partition/ })
  t.match(planGrowth(disk, one, 59), { refused: /60 MiB, more than the 59/ })
  t.match(planGrowth(disk, one, 400), { refused: /254 MiB at most/ })
  t.match(planGrowth(disk, one, 255), { refused: /at most/ }, 'it would reach into the second table')
  t.match(planGrowth(disk, [partition(1, 2048, 9, '0657FD6D-A4AB-43C4-84E5-0933C84B4F4F')], 0), {
    refused: /swap/,
  })
  t.match(planGrowth(disk, [partition(1, 2048, 9, 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B')], 0), {
    refused: /FAT/,
  })
})

t.test('it never grows over a partition that lies behind it', async (t) => {
  const parts = [partition(1, 300000, 2048), partition(2, 2048, 2048)]
  t.match(planGrowth(disk, parts, 0), { refused: /1 lies behind it/ })
  t.match(planGrowth(disk, parts, 50), { size: 50 * 2048 })
})
