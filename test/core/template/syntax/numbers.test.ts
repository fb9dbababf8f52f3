import t from 'tap'
import { parseNumber } from '../../../../src/core/template/syntax/numbers.ts'
import { parseFloat64 } from '../../../../src/core/template/syntax/parse-float.ts'

t.test('a number is kept under every type that holds it', (t) => {
  const rows: readonly [text: string, values: object | string][] = [
    ['7', { int: 7n, uint: 7n, float: 7 }],
    ['-7', { int: -7n, float: -7 }],
    ['+7', { int: 7n, float: 7 }],
    ['-0', { int: 0n, uint: 0n, float: 0 }],
    ['017', { int: 15n, uint: 15n, float: 15 }],
    ['0_7', { int: 7n, uint: 7n, float: 7 }],
    ['0x_1F', { int: 31n, uint: 31n, float: 31 }],
    ['0b101', { int: 5n, uint: 5n, float: 5 }],
    ['0o17', { int: 15n, uint: 15n, float: 15 }],
    ['1_000', { int: 1000n, uint: 1000n, float: 1000 }],
    ['1.0', { int: 1n, uint: 1n, float: 1 }],
    ['1.5', { float: 1.5 }],
    ['-1e3', { int: -1000n, float: -1000 }],
    ['0x1p-2', { float: 0.25 }],
    ['1e19', { uint: 10n ** 19n, float: 1e19 }],
    ['1e20', { float: 1e20 }],
    ['18446744073709551615', { uint: 2n ** 64n - 1n, float: 2 ** 64 }],
    ['1.5i', { complex: { real: 0, imaginary: 1.5 } }],
    ['0i', { int: 0n, uint: 0n, float: 0, complex: { real: 0, imaginary: 0 } }],
    ['18446744073709551616', 'does not fit 64 bits'],
    ['-9223372036854775809', 'does not fit 64 bits'],
    ['1e400', 'is not a number'],
    ['08', 'is not a number'],
    ['1__0', 'is not a number'],
    ['1_', 'is not a number'],
    ['0x', 'is not a number'],
    ['.', 'is not a number'],
    ['-', 'is not a number'],
    ['0x1i', 'is not a number'],
  ]
  for (const [text, values] of rows) t.same(parseNumber(text, 'number'), values, text)
  t.end()
})

t.test('complex pairs and characters', (t) => {
  t.same(parseNumber('1-2.5i', 'complex'), { complex: { real: 1, imaginary: -2.5 } })
  t.same(parseNumber('0x1p4+0x1p-1i', 'complex'), { complex: { real: 16, imaginary: 0.5 } })
  t.equal(parseNumber('0o7+1i', 'complex'), 'is not a complex number')
  t.same(parseNumber("'é'", 'char-constant'), { int: 233n, uint: 233n, float: 233 })
  for (const wrong of ["''", "'ab'", "'\\\"'", "'\\8'"])
    t.equal(parseNumber(wrong, 'char-constant'), 'is not one character', wrong)
  t.end()
})

t.test('hexadecimal floats are rounded to the nearest, ties to even', (t) => {
  const rows: readonly [text: string, value: number | undefined][] = [
    ['0x1.8p1', 3],
    ['-0x.8p0', -0.5],
    ['0x1.00000000000008p0', 1],
    ['0x1.00000000000018p0', 1.0000000000000004],
    ['0x1.000000000000081p0', 1.0000000000000002],
    ['0x1p-1074', 5e-324],
    ['0x1p-1075', 0],
    ['0x1.8p-1075', 5e-324],
    ['0x1.fffffffffffffp1023', Number.MAX_VALUE],
    ['0x1p1024', undefined],
    ['0x1p99999', undefined],
    ['0x0p99999', 0],
    ['0x1', undefined],
    ['0xp1', undefined],
    ['0x1_0p0', 16],
    ['1_0.5e1_0', 10.5e10],
    ['1._5', undefined],
  ]
  for (const [text, value] of rows) t.equal(parseFloat64(text), value, text)
  t.end()
})
