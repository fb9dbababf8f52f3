import fc from 'fast-check'
import t from 'tap'
import {
  durationText,
  parseDuration,
  rounded,
  SECOND,
} from '../../../../../src/core/template/sprig/time/duration.ts'

t.test('what is written is read as the same duration', async () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n }),
      (nanoseconds) => parseDuration(durationText(nanoseconds)) === nanoseconds,
    ),
  )
})

t.test('durations are written in the largest units that fit', async (t) => {
  const rows: readonly (readonly [bigint, string])[] = [
    [0n, '0s'],
    [999n, '999ns'],
    [1500n, '1.5µs'],
    [-2_000_000n, '-2ms'],
    [SECOND, '1s'],
    [90n * SECOND, '1m30s'],
    [3600n * SECOND, '1h0m0s'],
    [-(2n ** 63n), '-2562047h47m16.854775808s'],
  ]
  for (const [nanoseconds, text] of rows) t.equal(durationText(nanoseconds), text)
})

t.test('what is no duration, or too long a one, is not read', async (t) => {
  for (const text of ['', '-', '1', '1.5', 's', '.s', '1x', '1h 2m', '+-1s', '2562047h48m', '1e3s']) {
    t.equal(parseDuration(text), undefined, text)
  }
  t.equal(parseDuration('-9223372036854775808ns'), -(2n ** 63n))
  t.equal(parseDuration('9223372036854775808ns'), undefined)
})

t.test('halves are rounded away from zero', async (t) => {
  t.equal(rounded(1_500_000_000n, SECOND), 2n * SECOND)
  t.equal(rounded(-1_500_000_000n, SECOND), -2n * SECOND)
  t.equal(rounded(1_499_999_999n, SECOND), SECOND)
  t.equal(rounded(7n, 0n), 7n)
})
