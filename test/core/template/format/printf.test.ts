import t from 'tap'
import { sprint, sprintf, sprintln } from '../../../../src/core/template/format/index.ts'
import {
  GoComplex,
  GoFunction,
  GoFunctionError,
  GoInt,
  GoMap,
  GoNil,
  GoPointer,
  GoSlice,
  GoStruct,
  type GoValue,
  goInt,
  NIL_LIST,
  NIL_MAP,
} from '../../../../src/core/template/values.ts'

type Row = readonly [format: string, args: readonly GoValue[], text: string]

const list: GoValue = ['a', 1, null, true]
const map: GoValue = new Map<string, GoValue>([
  ['z', 1.5],
  ['a', null],
  ['é', 'x'],
  ['～', goInt(1)],
  ['😀', false],
])
const bytes = new GoSlice(
  '[]uint8',
  [97n, 255n].map((byte) => new GoInt('uint8', byte)),
)

function check(name: string, rows: readonly Row[]): void {
  t.test(name, (t) => {
    for (const [format, args, text] of rows) t.equal(sprintf(format, args), text, format)
    t.end()
  })
}

check('integers', [
  [
    '%d|%+d|% d|%5d|%-5d|%05d|%x|%X|%o|%O|%b',
    Array(11).fill(goInt(42)),
    '42|+42| 42|   42|42   |00042|2a|2A|52|0o52|101010',
  ],
  [
    '%#x|%#X|%#o|%#b|%.5d|%8.5d|%-8.5d|%08.5d',
    Array(8).fill(goInt(-42)),
    '-0x2a|-0X2A|-052|-0b101010|-00042|  -00042|-00042  |  -00042',
  ],
  ['%.0d|%3.0d|%+.0d|%03.0d', Array(4).fill(goInt(0)), '|   ||   '],
  ['%c|%q|%+q|%U|%#U', Array(5).fill(goInt(0x1f600)), "😀|'😀'|'\\U0001f600'|U+1F600|U+1F600 '😀'"],
  ['%c|%q|%U|%#U', Array(4).fill(goInt(-1)), "\ufffd|'\ufffd'|U+FFFFFFFFFFFFFFFF|U+FFFFFFFFFFFFFFFF"],
  ['%v|%#v|%d', Array(3).fill(new GoInt('uint8', 200n)), '200|0xc8|200'],
])

check('floats', [
  [
    '%v|%g|%e|%f|%.2f|%8.1f|%-8.1f|%08.1f|%+.1f|% .1f',
    Array(10).fill(2.25),
    '2.25|2.25|2.250000e+00|2.250000|2.25|     2.2|2.2     |000002.2|+2.2| 2.2',
  ],
  ['%v %v %v %v %v', [1e20, 1e21, 1e-5, 123456789, -0], '1e+20 1e+21 1e-05 1.23456789e+08 -0'],
  ['%v|%5.1f|%05.1f|%+v|% v', [Infinity, -Infinity, NaN, NaN, Infinity], '+Inf| -Inf|  NaN|NaN| Inf'],
  ['%#v|%#g|%#.3g|%#.0f|%#e', Array(5).fill(100), '100|100.000|100.|100.|1.000000e+02'],
  ['%x|%X|%.1x|%b', [3.5, -3.5, 3.99, 1], '0x1.cp+01|-0X1.CP+01|0x1.0p+02|4503599627370496p-52'],
  ['%.0f %.0f %.0f %.1f %.20g', [0.5, 1.5, 2.5, 0.25, 0.1], '0 2 2 0.2 0.10000000000000000555'],
  ['%v|%.1f|%d', Array(3).fill(new GoComplex(1, -2.5)), '(1-2.5i)|(1.0-2.5i)|%!d(complex128=(1-2.5i))'],
])

check('texts', [
  ['%s|%5s|%-5s|%05s|%.2s|%.1s', ['é', 'é', 'é', 'é', 'héé', '😀x'], 'é|    é|é    |0000é|hé|😀'],
  [
    '%q|%+q|%#q|%#q|%x|% x|%#x|%# X|%.1x',
    Array(9).fill('é`'),
    '"é`"|"\\u00e9`"|"é`"|"é`"|c3a960|c3 a9 60|0xc3a960|0XC3 0XA9 0X60|c3',
  ],
  ['%s%s|%q|%x|%5s', ['\udcc3', '\udca9', '\udcff', '\udcff', '\udcff'], 'é|"\\xff"|ff|    \udcff'],
  ['%t|%5t|%v|%q', [true, false, true, false], 'true|false|true|%!q(bool=false)'],
])

check('lists, maps and nil', [
  [
    '%v|%d|%s',
    [list, list, list],
    '[a 1 <nil> true]|[%!d(string=a) %!d(float64=1) <nil> %!d(bool=true)]|[a %!s(float64=1) <nil> %!s(bool=true)]',
  ],
  ['%#v', [list], '[]interface {}{"a", 1, interface {}(nil), true}'],
  [
    '%v|%#v',
    [map, map],
    'map[a:<nil> z:1.5 é:x ～:1 😀:false]|map[string]interface {}{"a":interface {}(nil), "z":1.5, "é":"x", "～":1, "😀":false}',
  ],
  ['%v|%+v|%#v|%s|%d|%T', Array(6).fill(null), '<nil>|<nil>|<nil>|%!s(<nil>)|%!d(<nil>)|<nil>'],
  [
    '%v|%#v|%v|%#v',
    [NIL_LIST, NIL_LIST, NIL_MAP, NIL_MAP],
    '[]|[]interface {}(nil)|map[]|map[string]interface {}(nil)',
  ],
  ['%v|%#v|%T', Array(3).fill(new GoSlice('[]string', null)), '[]|[]string(nil)|[]string'],
  ['%v|%q', Array(2).fill(new GoMap('map[string]string', new Map([['k', 'v']]))), 'map[k:v]|map["k":"v"]'],
  ['%v|%d|%s|%x|%#v|%q', Array(6).fill(bytes), '[97 255]|[97 255]|a\udcff|61ff|[]byte{0x61, 0xff}|"a\\xff"'],
  ['%v|%s|%#v', Array(3).fill([bytes]), '[[97 255]]|[a\udcff]|[]interface {}{[]uint8{0x61, 0xff}}'],
  ['%3v|%03d', [[goInt(1), 'x'], [goInt(7)]], '[  1   x]|[007]'],
])

check('structs, pointers and what prints itself', [
  [
    '%v|%+v|%#v|%s',
    Array(4).fill(
      new GoStruct('a.B', [
        { name: 'X', value: 'x' },
        { name: 'n', value: goInt(2) },
      ]),
    ),
    '{x 2}|{X:x n:2}|a.B{X:"x", n:2}|{x %!s(int=2)}',
  ],
  [
    '%v|%+v|%v',
    [new GoPointer('*a.B', new GoStruct('a.B', [])), new GoPointer('*[]int', []), new GoNil('*a.B')],
    '&{}|&[]|<nil>',
  ],
  ['%v|%s|%d|%#v|%x|%T', Array(6).fill(duration(5n)), '5ns|5ns|5|5|356e73|time.Duration'],
  [
    '%v|%v',
    [
      [duration(5n)],
      new GoStruct('s', [
        { name: 'D', value: duration(5n) },
        { name: 'd', value: duration(5n) },
      ]),
    ],
    '[5ns]|{5ns 5}',
  ],
  ['%v', [failing()], '%!v(PANIC=String method: boo)'],
  ['%v|%s', [new GoNil('error'), new GoNil('error')], '<nil>|%!s(<nil>)'],
])

check('what is wrong is said in the text', [
  ['%d|%z|%!|%', ['x', goInt(1)], '%!d(string=x)|%!z(int=1)|%!!(MISSING)|%!(NOVERB)'],
  ['%d %d', [goInt(1)], '1 %!d(MISSING)'],
  ['%d', [goInt(1), 'x', null], '1%!(EXTRA string=x, <nil>)'],
  ['%[2]d %[1]d', [goInt(1), goInt(2)], '2 1'],
  ['%[3]d|%[x]d|%[]d|%[1', [goInt(1)], '%!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)|%!(NOVERB)'],
  ['%[1]*d|%[2]*[1]d', [goInt(4), goInt(7)], '   7|      4'],
  ['%*d|%-*d|%*d', [goInt(4), goInt(1), goInt(4), goInt(2), goInt(-4), goInt(3)], '   1|2   |3   '],
  ['%*d', ['x', goInt(1)], '%!(BADWIDTH)1'],
  ['%.*f|%.*f', [goInt(1), 2.5, goInt(-1), 2.5], '2.5|%!(BADPREC)2.500000'],
  ['%100000100d', [goInt(1)], '%!(NOVERB)%!(EXTRA int=1)'],
  ['%w|%w', ['x', null], '%!w(string=x)|%!w(<nil>)'],
  ['%%|%5%|%.%', [], '%|%|%'],
  ['\udcff%\udcff', [goInt(1)], '\udcff%!\ufffd(int=1)'],
])

t.test('print puts blanks between values that are no texts, println everywhere', (t) => {
  t.equal(sprint([goInt(1), goInt(2), 'a', 'b', 3, null, null, ['x']]), '1 2ab3 <nil> <nil> [x]')
  t.equal(sprint([]), '')
  t.equal(sprintln(['a', 'b', 1]), 'a b 1\n')
  t.equal(sprintln([]), '\n')
  t.end()
})

function duration(value: bigint): GoInt {
  return new GoInt('time.Duration', value, (name) =>
    name === 'String' ? new GoFunction('String', [], () => `${value}ns`) : undefined,
  )
}

function failing(): GoStruct {
  const call = () => {
    throw new GoFunctionError('boo')
  }
  return new GoStruct('s', [], (name) => (name === 'String' ? new GoFunction('String', [], call) : undefined))
}
