import t from 'tap'
import { type FloatVerb, floatToText } from '../../../../src/core/template/format/float-text.ts'

t.test('floats are written as strconv writes them', (t) => {
  const rows: readonly [value: number, verb: FloatVerb, precision: number, text: string][] = [
    [0, 'g', -1, '0'],
    [-0, 'e', -1, '-0e+00'],
    [100000, 'g', -1, '100000'],
    [1000000, 'g', -1, '1e+06'],
    [0.0001, 'g', -1, '0.0001'],
    [0.00001, 'G', -1, '1E-05'],
    [123.456, 'f', -1, '123.456'],
    [1e21, 'f', -1, '1000000000000000000000'],
    [5e-324, 'e', -1, '5e-324'],
    [5e-324, 'f', 2, '0.00'],
    [1.7976931348623157e308, 'g', 5, '1.7977e+308'],
    [123456, 'g', 3, '1.23e+05'],
    [123456, 'g', 0, '1e+05'],
    [9.995, 'f', 2, '9.99'],
    [999.5, 'e', 2, '1.00e+03'],
    [0.5, 'f', 0, '0'],
    [1.5, 'f', 0, '2'],
    [0.1, 'f', 30, '0.100000000000000005551115123126'],
    [2 ** 53, 'f', 0, '9007199254740992'],
    [1, 'x', -1, '0x1p+00'],
    [-0.1, 'x', 3, '-0x1.99ap-04'],
    [1.96875, 'x', 1, '0x1.0p+01'],
    [5e-324, 'X', -1, '0X1P-1074'],
    [0, 'x', 2, '0x0.00p+00'],
    [1, 'x', 20, '0x1.00000000000000000000p+00'],
    [0, 'b', -1, '0p-1074'],
    [NaN, 'f', 2, 'NaN'],
    [Infinity, 'x', 2, '+Inf'],
    [-Infinity, 'e', -1, '-Inf'],
  ]
  for (const [value, verb, precision, text] of rows)
    t.equal(floatToText(value, verb, precision), text, `${value} ${verb} ${precision}`)
  t.end()
})
