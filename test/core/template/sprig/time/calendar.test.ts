import fc from 'fast-check'
import t from 'tap'
import {
  civilTime,
  daysIn,
  isLeapYear,
  secondsOf,
} from '../../../../../src/core/template/sprig/time/calendar.ts'

t.test('within the range of Date, it shows what Date shows', async () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
      const date = new Date(seconds * 1000)
      const civil = civilTime(BigInt(seconds))
      const expected = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()]
      const shown = [civil.year, civil.month, civil.day, civil.weekday]
      const yearDay =
        (Date.UTC(2000, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(2000, 0, 1)) / 86_400_000
      const leapless = civil.month > 2 && !isLeapYear(civil.year) ? yearDay : yearDay + 1
      return expected.join() === shown.join() && civil.yearDay === leapless
    }),
  )
})

t.test('seconds and calendar are the inverse of each other', async () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (seconds) => {
      const { year, month, day, hour, minute, second } = civilTime(seconds)
      const secondOfDay = BigInt(hour * 3600 + minute * 60 + second)
      return secondsOf(BigInt(year), BigInt(month), BigInt(day), secondOfDay) === seconds
    }),
  )
})

t.test('months and days beyond their range carry over', async (t) => {
  t.equal(secondsOf(2024n, 14n, 1n, 0n), secondsOf(2025n, 2n, 1n, 0n))
  t.equal(secondsOf(2024n, -1n, 1n, 0n), secondsOf(2023n, 11n, 1n, 0n))
  t.equal(secondsOf(2024n, 2n, 30n, 0n), secondsOf(2024n, 3n, 1n, 0n))
  t.equal(secondsOf(2024n, 3n, 0n, 0n), secondsOf(2024n, 2n, 29n, 0n))
})

t.test('February has 29 days in leap years', async (t) => {
  t.same(
    [2023, 2024, 1900, 2000].map((year) => daysIn(2, year)),
    [28, 29, 28, 29],
  )
})
