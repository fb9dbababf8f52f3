import t from 'tap'
import { ownerNumber, permissionBits } from '../../src/core/go-attributes.ts'

t.test('permissions are the low nine bits; the special ones are where Go has them', (t) => {
  for (const [given, bits] of [
    [0o644, 0o644],
    [0o4755, 0o755],
    [0o1777, 0o777],
    [644, 0o204],
    [0, 0],
    [(1 << 23) | 0o755, 0o4755],
    [(1 << 22) | 0o755, 0o2755],
    [(1 << 20) | 0o777, 0o1777],
    [4294967295, 0o7777],
  ] as const) {
    t.equal(permissionBits(given), bits, `${given}`)
  }
  t.end()
})

t.test('owners have 32 bits, and -1 keeps', (t) => {
  for (const [given, id] of [
    [0, 0],
    [1000, 1000],
    [-1, undefined],
    [-2, 4294967294],
    [4294967295, undefined],
    [4294967296, 0],
    [18446744073709551615n, undefined],
  ] as const) {
    t.equal(ownerNumber(given), id, `${given}`)
  }
  t.end()
})
