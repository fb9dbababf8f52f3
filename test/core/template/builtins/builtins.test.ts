import t from 'tap'
import type { FunctionTable } from '../../../../src/core/template/functions.ts'
import { renderTemplate } from '../../../../src/core/template/render.ts'
import {
  GoFunction,
  GoInt,
  GoMap,
  GoNil,
  GoPointer,
  GoSlice,
  GoStruct,
  type GoValue,
  NIL_LIST,
} from '../../../../src/core/template/values.ts'

const functions: FunctionTable = { has: () => false, load: async () => new Map() }

const point = (x: number): GoStruct => new GoStruct('a.Point', [{ name: 'X', value: x }])
const pointer = new GoPointer('*a.Point', point(1))
const data = new Map<string, GoValue>([
  ['s', 'aé\udcff'],
  ['l', ['x', null, 3]],
  ['m', new Map([['k', 'v']])],
  ['f', 2.5],
  ['nil', null],
  ['none', NIL_LIST],
  ['words', new GoSlice('[]string', ['a', 'b', 'c'])],
  ['typed', new GoMap('map[string]bool', new Map([['on', true]]))],
  ['u', new GoInt('uint8', 200n)],
  ['max', new GoInt('uint64', 2n ** 64n - 1n)],
  ['point', point(1)],
  ['same', point(1)],
  ['other', point(2)],
  ['pointer', pointer],
  ['gone', new GoNil('*a.Point')],
  [
    'add',
    new GoFunction('add', ['int64', 'uint8'], ([a, b]) =>
      a instanceof GoInt && b instanceof GoInt ? new GoInt('int64', a.value + b.value) : null,
    ),
  ],
])

async function check(t: Tap, rows: readonly (readonly [expression: string, text: string])[]): Promise<void> {
  for (const [expression, text] of rows) {
    const result = await renderTemplate(`{{ ${expression} }}`, data, { functions })
    t.same(result, { ok: true, text }, expression)
  }
}

async function checkFailing(
  t: Tap,
  rows: readonly (readonly [expression: string, message: string | RegExp])[],
): Promise<void> {
  for (const [expression, message] of rows) {
    const result = await renderTemplate(`{{ ${expression} }}`, data, { functions })
    t.match(result, { ok: false, error: { phase: 'exec', message } }, expression)
  }
}

/** What the checks need of a test. */
type Tap = Pick<typeof t, 'same' | 'match'>

t.test('eq and ne compare values of one kind, and anything with nil', async (t) => {
  await check(t, [
    ['eq 1 2 1', 'true'],
    ['eq .u 200', 'true'],
    ['eq -1 .max', 'false'],
    ['eq .f 2.5', 'true'],
    ['eq 1i 1i', 'true'],
    ['eq nil .nil .miss', 'true'],
    ['eq .nil 1', 'false'],
    ['eq .none nil', 'true'],
    ['eq .l nil', 'false'],
    ['eq nil .gone', 'true'],
    ['eq .point .same', 'true'],
    ['eq .point .other', 'false'],
    ['eq .pointer .pointer', 'true'],
    ['ne "a" "b"', 'true'],
    ['eq .none .l', 'false'],
  ])
  await checkFailing(t, [
    ['eq 1', /nothing to compare/],
    ['eq 1 1.0', /an int and a float64 cannot be compared; write the integer as 1\.0/],
    ['eq "1" 1', 'eq fails: a string and an int cannot be compared'],
    ['eq .l .l', 'eq fails: a list cannot be compared'],
    ['eq .m .l', 'eq fails: a map and a list cannot be compared'],
    ['eq .l .words', 'eq fails: a []string cannot be compared'],
  ])
})

t.test('lt, le, gt and ge order numbers of one kind and texts by bytes', async (t) => {
  await check(t, [
    ['lt 1 2', 'true'],
    ['lt -1 .max', 'true'],
    ['ge .max 0', 'true'],
    ['le .f 2.5', 'true'],
    ['gt "b" "a"', 'true'],
    ['lt "\uffff" "\u{10000}"', 'true'],
    ['gt 2.0 2.5', 'false'],
  ])
  await checkFailing(t, [
    ['lt 1 1.5', /cannot be compared/],
    ['lt true false', /have no order/],
    ['gt nil 1', /nil and an int have no order/],
    ['le .l .l', /have no order/],
    ['lt 1i 1i', /have no order/],
  ])
})

t.test('and, or and not', async (t) => {
  await check(t, [
    ['and 1 0 (index .l 9)', '0'],
    ['or 0 "x" (index .l 9)', 'x'],
    ['and 1 "x"', 'x'],
    ['or 0 ""', ''],
    ['or nil .miss', '<no value>'],
    ['and true nil', '<no value>'],
    ['2 | and 1', '2'],
    ['2 | or 1', '1'],
    ['not .none', 'true'],
    ['not .miss', 'true'],
    ['not .point', 'false'],
  ])
})

t.test('index, slice and len count bytes of texts', async (t) => {
  await check(t, [
    ['len .s', '4'],
    ['len .l', '3'],
    ['len .typed', '1'],
    ['index .s 1', '195'],
    ['index .s 3', '255'],
    ['index .words 1', 'b'],
    ['index .l 1', '<no value>'],
    ['index .m "x"', '<no value>'],
    ['index .typed "x"', 'false'],
    ['index .l', '[x <nil> 3]'],
    ['slice .s 1 3', 'é'],
    ['slice .words 1', '[b c]'],
    ['printf "%T" (slice .words 0 1)', '[]string'],
    ['slice .l 0 1 2', '[x]'],
    ['slice .s', 'aé\udcff'],
  ])
  await checkFailing(t, [
    ['index nil 1', /nil has no items/],
    ['index .l 3', /behind the last/],
    ['index .l -1', /out of range/],
    ['index .l 1.0', /must be an integer, not a float64/],
    ['index .l nil', /must be an integer, not nil/],
    ['index .m 1', /key must be a string, not an int/],
    ['index .f 1', /a float64 has no items/],
    ['index .l 1 1', /nil has no items/],
    ['slice .s 0 1 2', /three indexes/],
    ['slice .l 2 1', /out of order/],
    ['slice .l 0 1 2 3', /too many/],
    ['slice .m', /a map cannot be sliced/],
    ['len 3', /an int has no length/],
    ['len nil', /nil has no length/],
  ])
})

t.test('call converts between integer types', async (t) => {
  await check(t, [
    ['call .add 1 2', '3'],
    ['call .add .u .u', '400'],
  ])
  await checkFailing(t, [
    ['call .add 1', /2 arguments are wanted, not 1/],
    ['call .add 1 "x"', /is a string, an? uint8 is expected/],
    ['call nil', /nil cannot be called/],
    ['call .f', /a float64 is not a function/],
    ['.add', /a function cannot be printed/],
  ])
})

t.test('print, html, js and urlquery', async (t) => {
  await check(t, [
    ['print 1 2 "a" nil', '1 2a<nil>'],
    ['println "a" 1', 'a 1\n'],
    ['html "<a b=\'\\"&\\x00>" ', '&lt;a b=&#39;&#34;&amp;\ufffd&gt;'],
    ['html .nil 1', '&lt;no value&gt;1'],
    ['html .pointer', '{1}'],
    ['js "\\\\\'\\"<>&=\\n\\x7fé\u200b" ', '\\\\\\\'\\"\\u003C\\u003E\\u0026\\u003D\\u000A\x7fé\\u200B'],
    ['js .s', 'aé\udcff'],
    ['urlquery "a b/é~+" .f', 'a+b%2F%C3%A9~%2B2.5'],
  ])
})
