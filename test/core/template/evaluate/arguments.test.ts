import t from 'tap'
import { sprintf } from '../../../../src/core/template/format/index.ts'
import type { FunctionTable } from '../../../../src/core/template/functions.ts'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import {
  ANY,
  GoFunction,
  GoPointer,
  GoSlice,
  GoStruct,
  type GoType,
  goInt,
} from '../../../../src/core/template/values.ts'

const types: Readonly<Record<string, GoType>> = {
  ...{
    int: 'int',
    int8: 'int8',
    uint: 'uint',
    uint8: 'uint8',
    float: 'float64',
    string: 'string',
    bool: 'bool',
  },
  ...{ complex: 'complex128', map: 'map[string]interface {}', list: '[]interface {}', strings: '[]string' },
  ...{ duration: 'time.Duration', any: ANY, error: 'error', struct: 'a.B' },
}

/** For every type a function that tells how its argument arrived. */
const functions: FunctionTable = {
  has: (name) => name in types || ['words', 'pointer', 'two', 'rest', 'triple'].includes(name),
  load: async () =>
    new Map(
      [
        ...Object.entries(types).map(
          ([name, type]) => new GoFunction(name, [type], ([arg = null]) => sprintf('%T %v', [arg, arg])),
        ),
        new GoFunction('words', [], () => new GoSlice('[]string', ['a'])),
        new GoFunction(
          'pointer',
          [],
          () => new GoPointer('*a.B', new GoStruct('a.B', [{ name: 'X', value: 'x' }])),
        ),
        new GoFunction('two', ['int', 'string'], (args) => sprintf('%v', [args])),
        new GoFunction('rest', ['string', 'int'], (args) => sprintf('%v', [args]), { variadic: true }),
        new GoFunction('triple', [], () => null, { results: ['int', 'int', 'int'] }),
      ].map((known) => [known.name, known]),
    ),
}

const data = { s: 'x', f: 2, n: null, l: [1], m: { k: 1 } }

t.test('arguments are taken where Go can assign them', async (t) => {
  const rows: readonly [expression: string, text: string][] = [
    ['int 3', 'int 3'],
    ['int 3.0', 'int 3'],
    ["int 'a'", 'int 97'],
    ['int8 300', 'int8 44'],
    ['uint 3', 'uint 3'],
    ['uint8 256', 'uint8 0'],
    ['float 3', 'float64 3'],
    ["float 'a'", 'float64 97'],
    ['float .f', 'float64 2'],
    ['complex 3i', 'complex128 (0+3i)'],
    ['string "a"', 'string a'],
    ['string (string "a")', 'string string a'],
    ['bool true', 'bool true'],
    ['duration 5', 'time.Duration 5'],
    ['any 3', 'int 3'],
    ['any 3.5', 'float64 3.5'],
    ['any 0x1p1', 'float64 2'],
    ['any 0xE', 'int 14'],
    ['any nil', '<nil> <nil>'],
    ['any .n', '<nil> <nil>'],
    ['any .miss', '<nil> <nil>'],
    ['map .m', 'map[string]interface {} map[k:1]'],
    ['map nil', 'map[string]interface {} map[]'],
    ['map .miss', 'map[string]interface {} map[]'],
    ['list .l', '[]interface {} [1]'],
    ['list nil', '[]interface {} []'],
    ['strings words', '[]string [a]'],
    ['strings (.n)', '[]string []'],
    ['struct pointer', 'a.B {x}'],
    ['error nil', '<nil> <nil>'],
    ['two 1 "a"', '[1 a]'],
    ['"a" | two 1', '[1 a]'],
    ['rest "a"', '[a]'],
    ['"a" | rest', '[a]'],
    ['3 | rest "a" 1 2', '[a 1 2 3]'],
  ]
  for (const [expression, text] of rows)
    t.same(await renderTemplate(`{{ ${expression} }}`, data, { functions }), { ok: true, text }, expression)
})

t.test('and refused where it cannot', async (t) => {
  const rows: readonly [expression: string, message: string][] = [
    ['int 3.5', '3.5 cannot be an int'],
    ['int .f', '.f is a float64, an int is expected'],
    ['int "3"', '"3" cannot be an int'],
    ['int nil', 'nil cannot be an int'],
    ['int .miss', '.miss has no value, an int is expected'],
    ['int .n', '.n is nil, an int is expected'],
    ['int 9223372036854775808', '9223372036854775808 cannot be an int'],
    ['uint -1', '-1 cannot be a uint'],
    ['uint +1', '+1 cannot be a uint'],
    ['float "x"', '"x" cannot be a float64'],
    ['float (any 1)', '(...) is a string, a float64 is expected'],
    ['string 3', '3 cannot be a string'],
    ['string .l', '.l is a list, a string is expected'],
    ['bool 1', '1 cannot be a bool'],
    ['bool .miss', '.miss has no value, a bool is expected'],
    ['map .n', '.n is nil, a map is expected'],
    ['map .l', '.l is a list, a map is expected'],
    ['map "x"', '"x" cannot be a map'],
    ['list words', 'words is a []string, a list is expected'],
    ['strings .l', '.l is a list, a []string is expected'],
    ['struct .m', '.m is a map, an a.B is expected'],
    ['error "x"', '"x" cannot be an error'],
    ['two 1', 'two wants 2 arguments, not 1'],
    ['1 | two 1 "a"', 'two wants 2 arguments, not 3'],
    ['rest', 'rest wants at least 1 argument, not 0'],
    ['rest "a" "b"', '"b" cannot be an int'],
    ['"b" | rest "a"', 'the value before | is a string, an int is expected'],
    ['triple', 'triple gives 3 values, not 1'],
  ]
  for (const [expression, message] of rows)
    t.match(
      await renderTemplate(`{{ ${expression} }}`, data, { functions }),
      { ok: false, error: { message } },
      expression,
    )
})

t.test('integers keep their type when a range counts with them', async (t) => {
  const result = await renderTemplate('{{ range .n }}{{ any . }};{{ end }}', { n: goInt(2) }, { functions })
  t.same(result, { ok: true, text: 'int 0;int 1;' })
})
