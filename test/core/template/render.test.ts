import { readFileSync } from 'node:fs'
import t from 'tap'
import { AnswerPending, type FunctionTable } from '../../../src/core/template/functions.ts'
import { renderTemplate } from '../../../src/core/template/render.ts'
import { GoFunction, GoStruct, goInt } from '../../../src/core/template/values.ts'

const noFunctions: FunctionTable = { has: () => false, load: async () => new Map() }

function tableOf(...functions: readonly GoFunction[]): FunctionTable {
  const byName = new Map(functions.map((known) => [known.name, known]))
  return { has: (name) => byName.has(name), load: async () => byName }
}

t.test('over a struct an unknown name is an error, as for host names', async (t) => {
  interface Row {
    readonly name: string
    readonly function: string
    readonly input: string
    readonly output?: string
    readonly error?: true
  }
  const path = new URL('../../../../shared/yip-compat/tables/misc.json', import.meta.url)
  const rows = (JSON.parse(readFileSync(path, 'utf8')) as Row[]).filter(
    (row) => row.function === 'hostnameTemplate',
  )
  t.ok(rows.length > 15)
  const data = {
    UUID: '6f1c2b9e-0d6a-4f5e-9a53-2f3f0c1d7e88',
    Random: 'r4nd0mr4nd0mr4nd0mr4nd0mr4nd0m12',
    MachineID: '0123456789abcdef0123456789abcdef',
    ProtectedID: 'p5d0',
  }
  for (const { name, input, output, error } of rows) {
    const result = await renderTemplate(input, data, { root: 'struct' })
    t.equal(result.ok ? result.text : true, error ?? output, `${name} ${input}`)
  }
})

t.test('an error says phase, line and column from 1, the column in code points', async (t) => {
  const rows: readonly [template: string, phase: string, line: number, column: number, message: string][] = [
    ['{{ .a.b }}', 'exec', 1, 6, '.a is a string, it has no .b'],
    ['é😀\n  é😀{{ .a.b }}', 'exec', 2, 10, '.a is a string, it has no .b'],
    ['a\n{{ len 3 }}', 'exec', 2, 4, 'len fails: an int has no length'],
    ['{{ if }}', 'parse', 1, 7, 'a value is missing in if'],
    ['x {{ .a', 'parse', 1, 3, 'the action is never closed with }}'],
    ['{{ if .a }}\n{{ end', 'parse', 2, 1, 'the action is never closed with }}'],
    ['{{ if .a }}\nx', 'parse', 1, 4, '{{ if }} has no {{ end }}'],
  ]
  for (const [template, phase, line, column, message] of rows) {
    const result = await renderTemplate(template, { a: 'x' }, { functions: noFunctions })
    t.same(result, { ok: false, error: { phase, message, line, column } }, template)
  }
})

t.test('the name that is no function is told apart', async (t) => {
  const result = await renderTemplate('{{ .a | nope 1 }}', {})
  t.match(result, { ok: false, error: { phase: 'parse', function: 'nope', line: 1, column: 9 } })
})

t.test('given functions win over built-in ones and nothing else is known', async (t) => {
  const functions = tableOf(new GoFunction('len', ['string'], () => goInt(42)))
  t.same(await renderTemplate('{{ len "x" }}{{ print 1 }}', null, { functions }), { ok: true, text: '421' })
  t.match(await renderTemplate('{{ upper "x" }}', null, { functions }), { ok: false })
})

t.test('functions of a template that fails to parse are never loaded', async (t) => {
  const functions: FunctionTable = { has: () => true, load: () => Promise.reject(new Error('loaded')) }
  t.match(await renderTemplate('{{ f ( }}', null, { functions }), { ok: false })
})

t.test('a function that has to wait is asked again, and the template starts afresh', async (t) => {
  let answer: string | undefined
  let calls = 0
  const slow = new GoFunction('slow', [], () => {
    calls++
    if (answer !== undefined) return answer
    throw new AnswerPending(Promise.resolve().then(() => (answer = 'here')))
  })
  const result = await renderTemplate('a{{ slow }}b', null, { functions: tableOf(slow) })
  t.same(result, { ok: true, text: 'ahereb' })
  t.equal(calls, 2)
})

t.test('a defect of a function is not taken for an error of the template', async (t) => {
  const broken = new GoFunction('broken', [], () => {
    throw new TypeError('defect')
  })
  await t.rejects(renderTemplate('{{ broken }}', null, { functions: tableOf(broken) }), { message: 'defect' })
})

t.test('Go values can be handed over as data', async (t) => {
  const data = new Map([['host', new GoStruct('host', [{ name: 'Name', value: 'n1' }])]])
  t.same(await renderTemplate('{{ .host.Name }}{{ .x }}', data), { ok: true, text: 'n1<no value>' })
  t.match(await renderTemplate('{{ .host.name }}', data), { ok: false })
})

t.test('text without an action renders to itself, byte for byte', async (t) => {
  for (const text of ['', 'a } } { b', '\udcff\n', '}}'])
    t.same(await renderTemplate(text, null), { ok: true, text }, JSON.stringify(text))
})
