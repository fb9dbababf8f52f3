import t from 'tap'
import { loadConfig } from '../../../src/core/config/load.ts'
import { marshal, toYaml } from '../../../src/core/config/to-yaml.ts'
import { recordedRows, shown, tableRows } from './recorded-rows.ts'
import { yipStepShape } from './yip-step-shape.ts'

interface Row {
  readonly input: string
  readonly output: string
}

const written = (yaml: string) => {
  const { config } = loadConfig(yaml, { source: 'f', step: yipStepShape })
  return toYaml({ ...config })
}

t.test('configurations are written as yip writes them', async (t) => {
  const table = tableRows<Row & { readonly function: string }>('misc').filter(
    (row) => row.function === 'toYaml',
  )
  const recorded = recordedRows<Row>('to-yaml')
  t.ok(table.length > 4 && recorded.length > 100)
  for (const { input, output } of [...table, ...recorded]) t.equal(written(input), output, shown(input))
})

t.test('what is written is read back the same', async (t) => {
  for (const { input } of recordedRows<Row>('to-yaml')) {
    // Of lines that it breaks, and of keys that look like merge keys, yaml.v3 writes what it reads otherwise.
    if (/\\n|\\u2028|\\u0085|\\r|<</.test(input)) continue
    t.equal(written(written(input)), written(input), shown(input))
  }
})

t.test('keys that yip does not have come last', async (t) => {
  t.equal(
    toYaml({ stages: { boot: [{ newer: { b: 1, a: [] }, name: 'x' }] } }),
    'stages:\n  boot:\n    - name: x\n      newer:\n        a: []\n        b: 1\n',
  )
})

t.test('any value can be written as yaml.Marshal writes it', async (t) => {
  const rows: readonly [value: unknown, yaml: string][] = [
    [{}, '{}\n'],
    [[], '[]\n'],
    [null, 'null\n'],
    ['', '""\n'],
    ['x', 'x\n'],
    [{ a: [1, [true, null], { b: 'yes' }] }, 'a:\n    - 1\n    - - true\n      - null\n    - b: "yes"\n'],
    [
      { a: 1.5, b: 1e21, c: 1e-7, d: 1234567.5, e: 2n ** 64n },
      'a: 1.5\nb: 1e+21\nc: 1e-07\nd: 1.2345675e+06\ne: 18446744073709551616\n',
    ],
    [{ a: Number.NaN, b: -Infinity }, 'a: .nan\nb: -.inf\n'],
    [{ ['k'.repeat(129)]: 1 }, `? ${'k'.repeat(129)}\n: 1\n`],
    [{ a: '\udcff' }, 'a: !!binary /w==\n'],
  ]
  for (const [value, yaml] of rows) t.equal(marshal(value), yaml, shown(yaml))
})
