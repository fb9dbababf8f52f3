import { readFileSync } from 'node:fs'
import t from 'tap'
import { type LoadedConfig, loadConfig } from '../../../src/core/config/load.ts'
import { type LayerEntry, layers } from '../../../src/core/order/layers.ts'
import { type OrderInput, orderSteps } from '../../../src/core/order/order-steps.ts'
import { stepShape } from '../../../src/steps/index.ts'

interface Row {
  readonly name: string
  readonly function: string
  readonly input: {
    readonly stage: string
    readonly files: Readonly<Record<string, string>>
    readonly source: string
    readonly dotnotation?: boolean
  }
  readonly output?: readonly (readonly { readonly name: string; readonly deps: readonly string[] }[])[]
  readonly error?: boolean
  readonly class?: string
}

const table =
  process.env.YIP_COMPAT === undefined
    ? new URL('../../../../shared/yip-compat/tables/misc.json', import.meta.url)
    : `${process.env.YIP_COMPAT}/tables/misc.json`

const rows = (JSON.parse(readFileSync(table, 'utf8')) as Row[]).filter((row) => row.function === 'graph')

/** The texts that a source leads to; folders and files are tested with the sources. */
function textsOf({ files, source }: Row['input']): readonly (readonly [file: string, text: string])[] {
  const own = files[source]
  if (own !== undefined) return [[source, own]]
  const folder = source.endsWith('/') ? source : `${source}/`
  const inside = Object.entries(files).filter(([file]) => source !== '' && file.startsWith(folder))
  if (inside.length === 0) return [['<STDIN>', source]]
  const key = ([file]: readonly [string, string]) => file.replaceAll('/', '\0')
  return inside.filter(([file]) => /\.ya?ml$/.test(file)).sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function load(row: Row): readonly (readonly [file: string, loaded: LoadedConfig])[] {
  const dotNotation = row.input.dotnotation === true
  return textsOf(row.input).map(([file, text]) => [
    file,
    loadConfig(Buffer.from(text), { source: file, step: stepShape, dotNotation }),
  ])
}

const sorted = (found: readonly (readonly LayerEntry[])[]) =>
  found.map((layer) =>
    layer
      .map(({ name, dependencies }) => ({ deps: dependencies.toSorted(), name }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  )

/** One-line text that parses as an address never gets as far as being loaded. */
const isAddress = (row: Row) => /^[a-z]+: /.test(row.input.source)

/** A step after itself, which yip drops in silence. */
const droppedByYip: ReadonlySet<string> = new Set(['graph/012', 'graph/026'])

t.equal(rows.length, 39)
for (const row of rows) {
  t.test(`${row.name}: ${row.input.source.split('\n')[0]}`, async (t) => {
    if (isAddress(row)) return t.equal(row.error, true)
    const loaded = load(row)
    const broken = loaded
      .flatMap(([, { diagnostics }]) => diagnostics)
      .filter(({ severity }) => severity === 'error')
    if (row.error === true && row.class !== 'panic') return t.ok(broken.length > 0, 'the text does not load')
    t.same(broken, [])
    const files = loaded.flatMap(([file, { config, places }]): OrderInput[] =>
      config ? [{ file, config, places }] : [],
    )
    const order = orderSteps(files, row.input.stage)
    if (row.class === 'panic') {
      t.match(order.diagnostics, [{ severity: 'error', place: { line: Number } }], 'said, where yip crashes')
      return t.same(order.steps, [])
    }
    t.same(sorted(layers(files, row.input.stage)), row.output)
    t.same(
      order.diagnostics.map(({ rule }) => rule),
      droppedByYip.has(row.name) ? ['after-itself'] : [],
    )
    return undefined
  })
}
