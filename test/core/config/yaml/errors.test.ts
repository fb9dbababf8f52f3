import t from 'tap'
import { loadConfig } from '../../../../src/core/config/load.ts'
import { shown } from '../recorded-rows.ts'
import { yipStepShape } from '../yip-step-shape.ts'

/** The first error of a text as an editor would show it. */
function firstError(text: string): string {
  const { diagnostics } = loadConfig(text, { source: 'f', step: yipStepShape })
  const found = diagnostics.find(({ severity }) => severity === 'error')
  return found === undefined
    ? 'none'
    : `${found.place.line}:${found.place.column} ${found.rule}: ${found.message}`
}

t.test('what is wrong is named with its place', async (t) => {
  const rows: readonly [text: string, error: string][] = [
    ['a:\n\tb: c\n', '2:1 yaml-tab: A tab indents this line'],
    ['-\tb\n', '1:2 yaml-tab: A tab stands behind the dash, question mark or colon'],
    ['a: b\n\tc\n', '2:1 yaml-tab: A tab stands where the indentation belongs'],
    ['a: |\n\tb\n', '2:1 yaml-tab: A tab stands in the indentation of a block of text'],
    ['a: "b\nc: d\n', '1:4 yaml-quote: this " opens a quote that is never closed'],
    ["é: 'b\n---\n", "1:4 yaml-quote: this ' opens a quote that is never closed"],
    ['a: "\\q"\n', '1:5 yaml-escape: `\\q` is no escape that YAML knows'],
    ['a: "\\xg1"\n', '1:5 yaml-escape: `\\x` needs 2 hexadecimal digits after it'],
    ['a: "\\ud800"\n', '1:5 yaml-escape: `\\ud800` is no Unicode character'],
    ['a: [b\n', '1:4 yaml-bracket: `[` is never closed'],
    ['a: [b}\n', '1:4 yaml-bracket: `[` is never closed'],
    ['a: [b\nc: d\n', '1:4 yaml-bracket: `[` is never closed'],
    ['a: b]\nc: ]\n', '2:4 yaml-bracket: `]` closes nothing'],
    ['a: [b, , c]\n', '1:8 yaml-bracket: `,` has no entry before it'],
    ['a: ["b" "c"]\n', '1:9 yaml-bracket: A comma is missing between two entries'],
    ['a:\n  b: c\n d: e\n', '3:2 yaml-indentation: The indentation fits nothing above'],
    ['a:\n  - b\n - c\n', '3:2 yaml-indentation: The indentation fits nothing above'],
    ['a: b\n  c: d\n', '1:4 yaml-syntax: `b` goes on to a line below that has a colon'],
    [`a: b\n${'k'.repeat(1025)}: c\n`, '2:1 yaml-syntax: A key has more than 1024 characters'],
    [`${'k'.repeat(1025)}: c\n`, '1:1 yaml-syntax: A key has more than 1024 characters'],
    ['a: b: c\n', '1:5 yaml-syntax: `:` is a second one on its line'],
    ['a: "b" c\n', '1:8 yaml-syntax: `c` stands behind a value that is complete'],
    ['a:\nb\n', '2:1 yaml-syntax: `b` lacks the colon of a key'],
    [': a\n', '1:1 yaml-syntax: `:` has no key before it'],
    ['a: - b\n', '1:4 yaml-syntax: `- ` starts a list where none can start'],
    ['a: ? b\n', '1:4 yaml-syntax: `?` starts a key where none can start'],
    ['a: | b\n', '1:6 yaml-syntax: `|` must be the last thing on its line'],
    ['a: |0\n', '1:5 yaml-syntax: `0` is no indentation of a block of text; use 1 to 9'],
    ['a: @b\n', '1:4 yaml-character: `@` cannot start a value'],
    ['a: %b\n', '1:4 yaml-character: `%` cannot start a value'],
    ['a: \x07\n', '1:4 yaml-character: The control character U+0007 is not allowed'],
    ['a: \udcff\n', '1:4 yaml-encoding: The byte 0xff is not valid UTF-8'],
    ['🚀: \0\n', '1:4 yaml-encoding: A NUL byte stands in the text'],
    ['a: *b\n', '1:4 yaml-alias: `*b` stands for an anchor that is not set above it'],
    ['a: *\n', '1:4 yaml-alias: `*` is no name of an alias'],
    ['a: &b.c d\n', '1:4 yaml-alias: `&b.c` is no name of an anchor'],
    ['a: &b *c\n', '1:4 yaml-property: An anchor or tag stands where it belongs to nothing'],
    ['a: !b!c d\n', '1:4 yaml-property: `!b!` is no tag handle that was declared'],
    ['%YAML 1.2\n---\n', '1:1 yaml-directive: `%YAML` names a version that is not read here'],
    ['%YAML 1.1\na: b\n', '2:1 yaml-directive: `---` is missing between the % lines and the content'],
    ['%FOO\n', '1:1 yaml-directive: `%FOO` is no directive; there are %YAML and %TAG'],
    ['...\n', '1:1 yaml-syntax: `...` ends a document before it began'],
    ['name: !!int x\n', '1:13 yaml-tag: `x` is not of the kind that its tag !!int says'],
    ['name: !!binary x\n', '1:16 yaml-binary: A value tagged !!binary is no base64'],
  ]
  for (const [text, error] of rows) t.equal(firstError(text), error, shown(text))
})

t.test('every error of syntax says what to do', async (t) => {
  for (const text of [
    'a:\n\tb',
    'a: "',
    'a: "\\q"',
    'a: [',
    'a:\n  b: c\n d: e',
    'a: b: c',
    'a: @',
    'a: *b',
    '\0',
  ]) {
    const { diagnostics } = loadConfig(text, { source: 'f', step: yipStepShape })
    t.ok(diagnostics[0]?.help, shown(text))
  }
})
