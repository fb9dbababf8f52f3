import t from 'tap'
import { isBusy, pauseBefore } from '../../../src/system/network/retry.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

t.test('statuses that may pass are those of servers without time', async (t) => {
  t.strictSame([408, 429, 500, 502, 503, 504].filter(isBusy), [408, 429, 500, 502, 503, 504])
  t.strictSame([200, 204, 301, 400, 401, 403, 404, 410, 501, 505].filter(isBusy), [])
})

t.test('without an answer the pause is a second, as in yip', async (t) => {
  for (const next of [2, 5, 10]) {
    t.equal(pauseBefore(next, 'no-answer', { retryAfter: '30', now, chance: 0.9 }), 1000)
  }
})

t.test('pauses double, vary by a quarter, and end growing at a minute', async (t) => {
  const pause = (next: number, chance: number) =>
    pauseBefore(next, 'busy', { retryAfter: undefined, now, chance })
  t.strictSame(
    [2, 3, 4, 5].map((next) => pause(next, 0.5)),
    [1000, 2000, 4000, 8000],
  )
  t.strictSame([pause(2, 0), pause(2, 1)], [750, 1250])
  t.equal(pause(40, 0.5), 60_000)
})

t.test('a server says how long to wait, in seconds or by a date, within a minute', async (t) => {
  for (const [retryAfter, expected] of [
    ['0', 0],
    ['7', 7000],
    ['3600', 60_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', 1000],
  ] as const) {
    t.equal(pauseBefore(2, 'busy', { retryAfter, now, chance: 0.5 }), expected, retryAfter)
  }
})
