import t from 'tap'
import { splitWords } from '../../../../src/core/config/dot-notation/shlex.ts'
import { shown, tableRows } from '../recorded-rows.ts'

interface Row {
  readonly name: string
  readonly function: string
  readonly input: string
  readonly output: readonly string[]
  readonly error?: true
}

t.test('words are split as google/shlex splits them', async (t) => {
  const rows = tableRows<Row>('misc').filter((row) => row.function === 'shlexSplit')
  t.ok(rows.length > 30)
  for (const { name, input, output, error } of rows) {
    const { words, error: found } = splitWords(input)
    t.same(
      words.map(({ text }) => text),
      output,
      name,
    )
    t.equal(found !== undefined, error === true, `${name} ${shown(input)}`)
  }
})

t.test('words know where they start', async (t) => {
  const { words } = splitWords(' a  "b c"d #x y\n\\e')
  t.same(words, [
    { text: 'a', offset: 1 },
    { text: 'b cd', offset: 4 },
    { text: 'e', offset: 16 },
  ])
})

t.test('errors have a place and end the splitting', async (t) => {
  t.same(splitWords("a 'b c"), {
    words: [{ text: 'a', offset: 0 }],
    error: { message: "A ' is never closed", offset: 2 },
  })
  t.same(splitWords('a b\\').error, { message: 'A backslash at the end escapes nothing', offset: 2 })
})
