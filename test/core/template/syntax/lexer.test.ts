import t from 'tap'
import { tokenize } from '../../../../src/core/template/syntax/lexer.ts'

const shown = (text: string): string[] => tokenize(text).map((token) => `${token.kind} ${token.text}`)
const end = 'end-of-text '

t.test('an action is cut into tokens', (t) => {
  t.same(shown('a{{if $x.y | f "q" `r` 1.5}}'), [
    ...[
      'text a',
      'left-delimiter {{',
      'if if',
      'space  ',
      'variable $x',
      'field .y',
      'space  ',
      'pipe |',
      'space  ',
    ],
    ...['identifier f', 'space  ', 'string "q"', 'space  ', 'raw-string `r`', 'space  ', 'number 1.5'],
    ...['right-delimiter }}', end],
  ])
  t.same(shown('{{$a,$b:=(.)}}'), [
    ...['left-delimiter {{', 'variable $a', 'char ,', 'variable $b', 'declare :=', 'left-paren (', 'dot .'],
    ...['right-paren )', 'right-delimiter }}', end],
  ])
  t.end()
})

t.test('trim markers take the blanks next to them', (t) => {
  const rows: readonly [text: string, texts: string[]][] = [
    ['a \n{{- 1 -}} \t b', ['a', 'b']],
    ['a {{-1}} b', ['a ', ' b']],
    [' {{- 1 -}} ', []],
    ['a\v {{- /* c */ -}} b', ['a\v', 'b']],
    ['{{ "}}" }}x', ['x']],
    ['a {{- 1}} b', ['a', ' b']],
    ['a {{1 -}} b', ['a ', 'b']],
  ]
  for (const [text, texts] of rows) {
    t.same(
      tokenize(text).flatMap((token) => (token.kind === 'text' ? [token.text] : [])),
      texts,
      text,
    )
  }
  t.end()
})

t.test('numbers are taken as a whole, right or wrong', (t) => {
  for (const number of ['0x1F', '1_000', '.5', '1e-3', '0b11', '0x1p-2', '2i', '-7', '+.', '089', '0x']) {
    t.same(shown(`{{${number}}}`).slice(1, 2), [`number ${number}`], number)
  }
  t.same(shown('{{1+2i}}')[1], 'complex 1+2i')
  for (const wrong of ['1a', '0b12', '1+2', '0xg'])
    t.match(shown(`{{${wrong}}}`).at(-1), /^error .*is not a number/, wrong)
  t.end()
})

t.test('what cannot be in an action ends the list with an error', (t) => {
  const rows: readonly [text: string, error: RegExp, at: number][] = [
    ['ab{{ 1', /never closed with }}/, 2],
    ['{{ "a', /never closed with "/, 3],
    ['{{ "a\n" }}', /never closed with "/, 3],
    ['{{ `a', /never closed with `/, 3],
    ["{{ 'a", /never closed with '/, 3],
    ['{{ (1 }}', /\( is never closed/, 6],
    ['{{ 1) }}', /\) closes nothing/, 4],
    ['{{ : }}', /part of :=/, 3],
    ['{{ \0 }}', /cannot stand/, 3],
    ['{{ a#b }}', /"#" cannot follow a name/, 4],
    ['{{/* a */ }}', /followed by }}/, 0],
    ['x{{/* a }}', /never closed with \*\//, 1],
  ]
  for (const [text, error, at] of rows) {
    const last = tokenize(text).at(-1)
    t.equal(last?.kind, 'error', text)
    t.match(last?.text, error, text)
    if (!text.startsWith('{{/*')) t.equal(last?.at, at, text)
  }
  t.end()
})
