import t from 'tap'
import { TemplateError } from '../../../../src/core/template/error.ts'
import { parseTemplate } from '../../../../src/core/template/syntax/parser.ts'

const parse = (text: string) => parseTemplate(text, (name) => name === 'f' || name === 'g')

function failure(text: string): TemplateError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof TemplateError) return error
    throw error
  }
  throw new Error(`${text} parses`)
}

t.test('a text becomes nodes', (t) => {
  t.same(parse('a{{ .b.c | f 1 }}').templates.get('template'), [
    { kind: 'text', text: 'a' },
    {
      kind: 'action',
      at: 4,
      pipe: {
        kind: 'pipe',
        at: 4,
        variables: [],
        assigns: false,
        commands: [
          { at: 4, first: { kind: 'field', at: 6, path: ['b', 'c'] }, args: [] },
          {
            at: 11,
            first: { kind: 'identifier', at: 11, name: 'f' },
            args: [{ kind: 'number', at: 13, text: '1', int: 1n, float: 1, uint: 1n }],
          },
        ],
      },
    },
  ])
  t.end()
})

t.test('the functions that are mentioned are known, used or not', (t) => {
  t.same(
    [...parse('{{ if false }}{{ f (g) }}{{ end }}{{ define "x" }}{{ f }}{{ end }}').functions],
    ['f', 'g'],
  )
  t.end()
})

t.test('of two templates of one name an empty one gives way', (t) => {
  const names = (text: string) => [...parse(text).templates.keys()]
  t.same(names('{{ define "a" }}{{ end }}{{ define "a" }}x{{ end }}'), ['a', 'template'])
  t.same(parse('{{ define "a" }}x{{ end }}{{ define "a" }} \n{{ end }}').templates.get('a'), [
    { kind: 'text', text: 'x' },
  ])
  t.same(parse('{{ define "template" }}x{{ end }} ').templates.get('template'), [{ kind: 'text', text: 'x' }])
  t.match(failure('{{ define "a" }}1{{ end }}{{ define "a" }}2{{ end }}').message, /"a" is defined twice/)
  t.match(failure('{{ define "template" }}1{{ end }}2').message, /"template" is defined twice/)
  t.end()
})

t.test('else if and else with share the end', (t) => {
  for (const text of [
    '{{ if 1 }}{{ else if 2 }}{{ else if 3 }}{{ else }}{{ end }}',
    '{{ with 1 }}{{ else with 2 }}{{ end }}',
    '{{ range . }}{{ else }}{{ end }}',
  ]) {
    t.doesNotThrow(() => parse(text), text)
    t.throws(() => parse(`${text}{{ end }}`), text)
  }
  t.end()
})

t.test('what is wrong is said where it is', (t) => {
  const rows: readonly [text: string, message: RegExp, offset: number][] = [
    ['{{ }}', /value is missing/, 3],
    ['{{ nope }}', /nope is not a function/, 3],
    ['{{ $x }}', /\$x is not declared/, 3],
    ['{{ if 1 }}{{ $x := 1 }}{{ end }}{{ $x }}', /\$x is not declared/, 35],
    ['{{ define "a" }}{{ $x }}{{ end }}', /\$x is not declared/, 19],
    ['{{ if 1 }}', /{{ if }} has no {{ end }}/, 3],
    ['{{ end }}', /nothing to end/, 0],
    ['{{ else }}', /nothing to end/, 0],
    ['{{ if 1 }}{{ else }}{{ else }}{{ end }}', /second {{ else }}/, 30],
    ['{{ if 1 }}{{ else with 1 }}{{ end }}', /"with" cannot stand here/, 18],
    ['{{ break }}', /inside {{ range }}/, 3],
    ['{{ range . }}{{ else }}{{ continue }}{{ end }}', /inside {{ range }}/, 26],
    ['{{ range . }}{{ block "b" . }}{{ break }}{{ end }}{{ end }}', /inside {{ range }}/, 33],
    ['{{ if 1 }}{{ define "a" }}{{ end }}{{ end }}', /"define" cannot stand/, 13],
    ['{{ 1 | 2 }}', /only a function can follow/, 7],
    ['{{ f | .a | nil }}', /only a function can follow/, 12],
    ['{{ 1.a }}', /is not a number/, 3],
    ['{{ "a".b }}', /a field cannot follow/, 6],
    ['{{ nil.b }}', /a field cannot follow nil/, 6],
    ['{{ range $a, $b, $c := . }}{{ end }}', /too many variables/, 15],
    ['{{ with $a, $b := . }}{{ end }}', /too many variables/, 10],
    ['{{ range $a, 1 := . }}{{ end }}', /variables only/, 13],
    ['{{ template a }}', /"a" cannot stand in {{ template }}/, 12],
    ['{{ "\\q" }}', /wrong escape/, 3],
    ['{{ f(1) }}', /"\(" cannot stand here/, 4],
    ['{{ f . , }}', /"," cannot stand/, 7],
  ]
  for (const [text, message, offset] of rows) {
    const error = failure(text)
    t.match(error.message, message, text)
    t.equal(error.offset, offset, text)
  }
  t.end()
})
