import t from 'tap'
import { resolve } from '../../../../src/core/config/yaml/resolve.ts'
import { isTimestamp } from '../../../../src/core/config/yaml/timestamp.ts'

t.test('unquoted scalars mean what they mean to Go', async (t) => {
  const rows: readonly [value: string, meaning: object][] = [
    ['', { tag: '!!null' }],
    ['~', { tag: '!!null' }],
    ['NULL', { tag: '!!null' }],
    ['nULL', { tag: '!!str', text: 'nULL' }],
    ['True', { tag: '!!bool', flag: true }],
    ['FALSE', { tag: '!!bool', flag: false }],
    ['yes', { tag: '!!str', text: 'yes' }],
    ['0', { tag: '!!int', int: 0 }],
    ['0644', { tag: '!!int', int: 0o644 }],
    ['0888', { tag: '!!float', float: 888 }],
    ['0o17', { tag: '!!int', int: 15n }],
    ['0O17', { tag: '!!int', int: 15n }],
    ['0x1F', { tag: '!!int', int: 31n }],
    ['0b11', { tag: '!!int', int: 3n }],
    ['0b-11', { tag: '!!int', int: -3n }],
    ['0o-7', { tag: '!!int', int: -7n }],
    ['-0o-7', { tag: '!!str', text: '-0o-7' }],
    ['1_000', { tag: '!!int', int: 1000n }],
    ['+0644', { tag: '!!int', int: 420n }],
    ['-9223372036854775808', { tag: '!!int', int: -(2n ** 63n) }],
    ['18446744073709551615', { tag: '!!int', int: 2n ** 64n - 1n }],
    ['+18446744073709551615', { tag: '!!float', float: 2 ** 64 }],
    ['18446744073709551616', { tag: '!!float', float: 2 ** 64 }],
    ['1e3', { tag: '!!float', float: 1000 }],
    ['420.', { tag: '!!float', float: 420 }],
    ['.5', { tag: '!!float', float: 0.5 }],
    ['.5_0', { tag: '!!str', text: '.5_0' }],
    ['4_2.0', { tag: '!!float', float: 42 }],
    ['1e400', { tag: '!!str', text: '1e400' }],
    ['-.Inf', { tag: '!!float', float: -Infinity }],
    ['.nan', { tag: '!!float', float: NaN }],
    ['+.nan', { tag: '!!str', text: '+.nan' }],
    ['.iNF', { tag: '!!str', text: '.iNF' }],
    ['0x', { tag: '!!str', text: '0x' }],
    ['0o888', { tag: '!!str', text: '0o888' }],
    ['2020-01-02', { tag: '!!timestamp' }],
    ['12:30', { tag: '!!str', text: '12:30' }],
    ['-', { tag: '!!str', text: '-' }],
  ]
  for (const [value, meaning] of rows) t.strictSame(resolve(undefined, value, 0), meaning, value)
})

t.test('a tag must fit its value', async (t) => {
  t.same(resolve('!!int', '0644', 0), { tag: '!!int', int: 420 })
  t.same(resolve('!!float', '3', 0), { tag: '!!float', float: 3 })
  t.same(resolve('!own', '3', 0), { tag: '!own', text: '3' })
  t.same(resolve('!!str', 'true', 0), { tag: '!!str', text: 'true' })
  const misfits: readonly [tag: string, value: string][] = [
    ['!!int', 'x'],
    ['!!int', '1.5'],
    ['!!int', '2020-01-02'],
    ['!!bool', 'yes'],
    ['!!null', 'x'],
    ['!!float', '18446744073709551615'],
    ['!!timestamp', '5'],
  ]
  for (const [tag, value] of misfits) t.throws(() => resolve(tag, value, 7), { name: 'YamlError' }, tag)
})

t.test('dates are those that exist, in the forms that yaml.v3 tries', async (t) => {
  const rows: readonly [value: string, isDate: boolean][] = [
    ['2020-02-29', true],
    ['2021-02-29', false],
    ['2100-02-29', false],
    ['2000-2-9', true],
    ['2020-00-01', false],
    ['2020-04-31', false],
    ['2020-01-02T03:04:05Z', true],
    ['2020-01-02t3:4:5.678+01:30', true],
    ['2020-01-02T03:04:05', false],
    ['2020-01-02 03:04:05', true],
    ['2020-01-02   03:04:05,5', true],
    ['2020-01-02 24:00:00', false],
    ['2020-01-02 03:04:05Z', false],
    ['2020-01-02T03:04:05+25:00', false],
    ['20200102', false],
    ['x020-01-02', false],
  ]
  for (const [value, isDate] of rows) t.equal(isTimestamp(value), isDate, value)
})
