import fc from 'fast-check'
import t from 'tap'
import { type LoadOptions, loadConfig } from '../../../src/core/config/load.ts'
import { bytesOf, decodedOf, type Recorded, recordedRows, shown, tableRows } from './recorded-rows.ts'
import { yipStepShape } from './yip-step-shape.ts'

const options: LoadOptions = { source: 'test.yaml', step: yipStepShape }

interface Row {
  readonly name: string
  readonly yaml: Recorded
  readonly decoded?: unknown
  readonly error?: true
  readonly class?: string
}

/** What the classes of the tables are called here; all other rules are about syntax. */
const classes: Readonly<Record<string, string>> = {
  'wrong-type': 'type',
  'duplicate-key': 'type',
  'yaml-tag': 'tag',
  'yaml-alias': 'anchor',
  'alias-of-itself': 'anchor',
  merge: 'merge',
  'file-mode': 'permission',
  'excessive-aliases': 'excessive-aliasing',
}

for (const table of ['yaml-decode', 'cloud-config']) {
  t.test(`texts are read as yip reads them: ${table}`, async (t) => {
    const rows = tableRows<Row>(table)
    t.ok(rows.length > 170)
    for (const row of rows) {
      const { config, diagnostics } = loadConfig(bytesOf(row.yaml), options)
      if (row.error) {
        const rule = diagnostics.find(({ severity }) => severity === 'error')?.rule ?? 'none'
        const found = classes[rule] ?? 'syntax'
        // A name of an anchor that is none is a matter of syntax to Go.
        const isName = row.class === 'syntax' && rule === 'yaml-alias'
        t.equal(config, undefined, row.name)
        t.equal(isName ? row.class : found, row.class, `${row.name}: ${diagnostics[0]?.message}`)
      } else {
        t.strictSame(config, { stages: {}, ...(decodedOf(row.decoded) as object) }, row.name)
      }
    }
  })
}

t.test('odd forms of YAML are read as yip reads them', async (t) => {
  const rows = recordedRows<Omit<Row, 'name'>>('yaml')
  t.ok(rows.length > 400)
  for (const { yaml, decoded, error } of rows) {
    const { config } = loadConfig(bytesOf(yaml), options)
    const wanted = error ? undefined : { stages: {}, ...(decodedOf(decoded) as object) }
    t.strictSame(config, wanted, shown(yaml))
  }
})

interface DotRow {
  readonly name: string
  readonly input: Recorded
  readonly decoded?: unknown
  readonly error?: true
  readonly unstable?: true
}

t.test('command lines are read as yip reads them', async (t) => {
  const rows = tableRows<DotRow>('dot-notation').filter(({ unstable }) => !unstable)
  t.ok(rows.length > 200)
  for (const { name, input, decoded, error } of rows) {
    const { config } = loadConfig(bytesOf(input), { ...options, dotNotation: true })
    t.strictSame(config, error ? undefined : { stages: {}, ...(decodedOf(decoded) as object) }, name)
  }
})

t.test('a text may be given as bytes or as a string', async (t) => {
  const text = 'name: é\nstages: {boot: [{name: x}]}\n'
  t.strictSame(loadConfig(text, options), loadConfig(Buffer.from(text), options))
  const broken = Buffer.from([0x6e, 0x3a, 0x20, 0xff])
  t.strictSame(loadConfig('n: \udcff', options), loadConfig(broken, options))
})

t.test('every step has a line and a column', async (t) => {
  const text = [
    'shared: &s {name: s}',
    'stages:',
    '  boot:',
    '    - name: one',
    '    - ~',
    '    -',
    '      # a comment',
    '      name: two',
    '    - *s',
    '    - {name: three}',
    '  "a.b": [{name: é}, {name: x}]',
  ].join('\n')
  t.same(loadConfig(text, options).places, {
    boot: [
      [4, 7],
      [8, 7],
      [9, 7],
      [10, 8],
    ],
    'a.b': [
      [11, 12],
      [11, 23],
    ],
  })
})

t.test('steps of a cloud-config stand where their first key does', async (t) => {
  const text = [
    '#cloud-config',
    'hostname: h',
    'runcmd: [a]',
    'ssh_authorized_keys: ["github:x"]',
    'growpart: {devices: [/]}',
    'stages: {boot: [{name: own}]}',
  ].join('\n')
  const { places, cloudConfig } = loadConfig(text, options)
  t.ok(cloudConfig)
  t.same(places, {
    boot: [
      [3, 1],
      [5, 22],
      [6, 18],
    ],
    initramfs: [[2, 11]],
    network: [[4, 1]],
  })
})

t.test('what is wrong with the stages of a cloud-config is said, and the rest of it counts', async (t) => {
  const text = '#cloud-config\nhostname: h\nstages: {boot: [{files: x}]}\n'
  const { config, diagnostics } = loadConfig(text, options)
  t.same(config?.stages.initramfs, [{ hostname: 'h' }])
  t.same(diagnostics[0], {
    rule: 'wrong-type',
    severity: 'error',
    message: '`files` must be a list, not the text `x`; the `stages` of this cloud-config are left out',
    help: 'Write it as an entry of a list: [value], or - value',
    place: { source: 'test.yaml', line: 3, column: 25 },
  })
})

t.test('only the first document is read, and the rest is warned of', async (t) => {
  const rows: readonly [text: string, place: string | undefined][] = [
    ['name: x\n---\nname: y\n', '3:1'],
    ['name: x\n...\n', undefined],
    ['name: x\n---\n# nothing\n', undefined],
    ['{name: x}\n}\n', '2:1'],
    ['  name: x\nother: y\n', '2:1'],
  ]
  for (const [text, place] of rows) {
    const { config, diagnostics } = loadConfig(text, options)
    t.equal(config?.name, 'x', text)
    const found = diagnostics.find(({ rule }) => rule === 'ignored-document')?.place
    t.equal(found && `${found.line}:${found.column}`, place, text)
  }
})

t.test('all errors of a text are reported at once', async (t) => {
  const text = 'stages:\n  boot:\n  - files: x\n    commands: {}\n    name: [a]\n  - 5\n'
  const { diagnostics } = loadConfig(text, options)
  t.same(
    diagnostics.map(({ place }) => `${place.line}:${place.column}`),
    ['3:12', '4:15', '5:12', '6:5'],
  )
})

t.test('limits end in a message', async (t) => {
  const rows: readonly [what: string, text: string | Uint8Array, rule: string][] = [
    ['too large', Buffer.alloc(33 * 1024 * 1024, 0x20), 'yaml-size'],
    ['flow too deep', `a: ${'['.repeat(10_001)}`, 'yaml-depth'],
    ['block too deep', '- '.repeat(500), 'yaml-depth'],
    ['merges of merges', mergeChain(3000), 'excessive-aliases'],
    ['aliases of aliases', aliasBomb(), 'excessive-aliases'],
  ]
  for (const [what, text, rule] of rows) {
    const { config, diagnostics } = loadConfig(text, options)
    t.equal(config, undefined, what)
    t.equal(diagnostics[0]?.rule, rule, `${what}: ${diagnostics[0]?.message}`)
  }
})

function mergeChain(length: number): string {
  const steps = Array.from({ length }, (_, i) => `  - &s${i + 1} {<<: *s${i}}\n`)
  return `stages:\n  boot:\n  - &s0 {name: x}\n${steps.slice(0, -1).join('')}  - {<<: *s${length - 1}}\n`
}

function aliasBomb(): string {
  const files = Array.from({ length: 100 }, (_, i) => `- {path: /${i}}\n`).join('')
  const steps = Array.from({ length: 2000 }, () => '  - {files: *f}\n').join('')
  return `f: &f\n${files}stages:\n  boot:\n${steps}`
}

t.test('deep values that nothing reads are no hindrance', async (t) => {
  const text = `x: ${'['.repeat(5000)}${']'.repeat(5000)}\nname: deep\n`
  t.equal(loadConfig(text, options).config?.name, 'deep')
})

t.test('keys of any name are data', async (t) => {
  const text = 'stages: {__proto__: [{sysctl: {__proto__: a, constructor: b}}], toString: []}\n'
  const { config } = loadConfig(text, options)
  t.same(Object.keys(config?.stages ?? {}), ['__proto__', 'toString'])
  t.equal(
    JSON.stringify(config),
    '{"stages":{"__proto__":[{"sysctl":{"__proto__":"a","constructor":"b"}}],"toString":[]}}',
  )
  const { diagnostics } = loadConfig('constructor: x\n__proto__: y\n', options)
  t.same(
    diagnostics.map(({ rule }) => rule),
    ['unknown-key', 'unknown-key'],
  )
})

t.test('no text, however broken, throws', async () => {
  const piece = fc.constantFrom(
    ...['a', ':', ' ', '\n', '- ', '? ', '[', ']', '{', '}', ',', '"', "'", '#', '&a ', '*a', '!', '|', '>'],
    ...[
      '%',
      '@',
      '\t',
      '\\',
      '---',
      '...',
      '<<',
      'stages',
      '~',
      '1',
      '\u0085',
      '\ufeff',
      '\udcff',
      '\0',
      '=',
    ],
  )
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), fc.boolean(), (input, dotNotation) => {
      const { config, diagnostics } = loadConfig(input, { ...options, dotNotation })
      return config !== undefined || diagnostics.some(({ severity }) => severity === 'error')
    }),
    { numRuns: 3000 },
  )
})

t.test('values of several megabytes are read, and on a single line, too', async (t) => {
  const word = 'ab '.repeat(3_000_000).trim()
  for (const yaml of [`name: ${word}`, `name: "${word}"`, `name: '${word}'`, `name: |-\n  ${word}`]) {
    t.equal(loadConfig(yaml, options).config?.name?.length, word.length, yaml.slice(0, 8))
  }
  const binary = Buffer.alloc(6_000_000, 'x').toString('base64')
  t.equal(loadConfig(`name: !!binary ${binary}`, options).config?.name?.length, 6_000_000)
  const list = `name: x\nstages: {boot: [{commands: [${'a,  '.repeat(200_000)}]}]}`
  const commands = loadConfig(list, options).config?.stages.boot?.[0]?.commands
  t.equal(Array.isArray(commands) && commands.length, 200_000)
})
