import t from 'tap'
import { assign } from '../../../../src/core/config/dot-notation/assign.ts'
import { splitWords } from '../../../../src/core/config/dot-notation/shlex.ts'
import { marshal } from '../../../../src/core/config/to-yaml.ts'
import { type Recorded, tableRows, textOf } from '../recorded-rows.ts'

interface Row {
  readonly name: string
  readonly input: Recorded
  readonly yaml?: Recorded
  readonly seen?: readonly string[]
}

const assigned = (line: string) => assign(splitWords(line).words)

t.test('words become the YAML that yip makes of them', async (t) => {
  const rows = tableRows<Row>('dot-notation')
  t.ok(rows.length > 200)
  for (const { name, input, yaml, seen } of rows) {
    const found = marshal(assigned(textOf(input)).data)
    if (seen === undefined) t.equal(found, yaml && textOf(yaml), name)
    else t.ok(seen.includes(found), `${name}: one of the results that yip has by chance`)
  }
})

t.test('where yip leaves it to chance, the last word wins', async (t) => {
  const rows: readonly [line: string, data: object][] = [
    ['a[0]=1 a.x=2', { a: { x: '2' } }],
    ['a.x=2 a[0]=1', { a: ['1'] }],
    ['a.b=1 a["b"]=2', { a: { b: '1' } }],
    ['a.b=1 \'a["b"]=2\'', { a: { b: '2' } }],
    ['a=1 a.b=2', { a: '1' }],
    ["name=x 'a|.b=c'", { b: 'c', name: 'x' }],
    ['name=x a#b=c', { name: 'x' }],
  ]
  for (const [line, data] of rows) t.same(assigned(line).data, data, line)
})

t.test('words that set nothing are told apart', async (t) => {
  const { data, passedOver, assignments } = assigned('quiet a-b=1 stages.boot[x]=1 name=n')
  t.same(data, { quiet: 'true', name: 'n' })
  t.same(
    passedOver.map(({ text }) => text),
    ['a-b=1', 'stages.boot[x]=1'],
  )
  t.same(assignments[1], { word: { text: 'name=n', offset: 29 }, paths: [['name']] })
})

t.test('a list cannot grow beyond all bounds', async (t) => {
  t.same(assigned('a[99999999]=x').data, {})
  t.same(assigned('a[-1]=x').data, {})
})
