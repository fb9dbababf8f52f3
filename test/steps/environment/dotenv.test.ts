import t from 'tap'
import { formatDotenv, parseDotenv } from '../../../src/steps/environment/dotenv.ts'
import { rowsOf } from '../misc-table.ts'

type Variables = Readonly<Record<string, string>>

for (const { name, input, output, error } of rowsOf<string, Variables>('envParse')) {
  t.test(name, (t) => {
    const parsed = parseDotenv(input)
    t.equal(parsed.error !== undefined, error ?? false, parsed.error ?? 'it is understood')
    if (output) t.strictSame(Object.fromEntries(parsed.variables), output, JSON.stringify(input))
    t.end()
  })
}

for (const { name, input, output } of rowsOf<Variables, string>('envWrite')) {
  t.test(name, (t) => {
    t.equal(formatDotenv(new Map(Object.entries(input))), output)
    t.end()
  })
}

t.test('bytes that are not UTF-8', (t) => {
  t.strictSame(
    [...parseDotenv('A=a\udcffb\nB="\udcff"\n').variables],
    [
      ['A', 'a\ufffdb'],
      ['B', '\udcff'],
    ],
  )
  t.match(parseDotenv('\udcffA=1\n').variables.get('\udcffA'), '1', 'a byte that is a letter in Latin-1')
  t.ok(parseDotenv('\udc80A=1\n').error, 'and one that is none')
  t.end()
})

t.test('a line that is not understood ends the reading', (t) => {
  const { variables, error } = parseDotenv('A=1\nB-C=2\nD=3\n')
  t.strictSame([...variables], [['A', '1']])
  t.match(error, /"-"/)
  t.end()
})
