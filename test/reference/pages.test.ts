import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { fieldRows } from '../../scripts/reference/field-rows.ts'
import { referencePages } from '../../scripts/reference/pages.ts'
import { conditionShapes } from '../../src/conditions/index.ts'
import { loadConfig } from '../../src/core/config/load.ts'
import { list, map, mode, record, text } from '../../src/core/config/shape.ts'
import { stepKeys, stepShape } from '../../src/steps/index.ts'
import { rules } from '../../src/validate/rules/index.ts'
import { readAsEditors } from '../schema/read-as-editors.ts'
import { temporaryFolder } from '../system/temporary-folder.ts'
import { validated } from '../validate/in-process.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))
const pages = await referencePages()

t.test('the committed pages are those that the program makes', async (t) => {
  for (const { path, text } of pages) {
    t.ok(readFileSync(join(top, path), 'utf8') === text, `${path} is up to date, else run npm run docs`)
  }
  const committed = ['steps', 'rules'].flatMap((folder) =>
    readdirSync(join(top, 'docs/reference', folder)).map((name) => `docs/reference/${folder}/${name}`),
  )
  t.same(
    committed.filter((path) => !pages.some((page) => page.path === path)),
    [],
    'pages of what is no more',
  )
})

t.test('every step key, condition and rule has a page, and the index leads to all of them', async (t) => {
  const names = [
    ...[...stepKeys.map(({ key }) => key), ...Object.keys(conditionShapes)].map((key) => `steps/${key}.md`),
    ...rules.map(({ id }) => `rules/${id}.md`),
  ]
  const index = pages.find(({ path }) => path === 'docs/reference/README.md')?.text ?? ''
  for (const name of names) {
    t.ok(
      pages.some(({ path }) => path === `docs/reference/${name}`),
      name,
    )
    t.ok(index.includes(`(${name})`), `the index has ${name}`)
  }
  t.equal(pages.length, names.length + 1)
})

t.test('the examples of step pages are what the engine takes, and about their key', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'oem'))
  const schema = JSON.parse(readFileSync(join(top, 'schema/cos-config.schema.json'), 'utf8'))
  const validate = new Ajv2020({ strict: true }).compile(schema)
  for (const { path, text } of pages.filter(({ path }) => path.includes('/steps/'))) {
    const key = /([^/]+)\.md$/.exec(path)?.[1] ?? ''
    const [example = ''] = /(?<=```yaml\n).*?(?=```)/s.exec(text) ?? []
    const { config, diagnostics } = loadConfig(example, { source: path, step: stepShape })
    t.same(diagnostics, [], path)
    const steps = Object.values(config?.stages ?? {}).flat()
    t.ok(
      steps.some((step) => Object.hasOwn(step, key)),
      `${path} uses ${key}`,
    )
    t.ok(validate(readAsEditors(example)), `${path}: the schema takes it`)
    writeFileSync(join(folder, 'oem/50-example.yaml'), example)
    t.same((await validated(['oem'], folder)).diagnostics, [], `${path}: nothing to complain about`)
    t.ok(text.indexOf('## Good to know') + 20 < text.length, `${path} tells what is good to know`)
  }
})

t.test('a table has the fields of records inside of lists and maps', async (t) => {
  const entry = record({ name: text({ description: 'a | b' }), mode: mode({ default: 0o644 }) })
  t.same(fieldRows(list(entry)), [
    { key: 'name', value: 'text', absent: '', description: 'a \\| b' },
    { key: 'mode', value: 'octal mode', absent: '`0644`', description: '' },
  ])
  t.same(
    fieldRows(map(record({ entries: list(entry) }))).map(({ key, value }) => `${key}: ${value}`),
    ['NAME.entries: list of maps', 'NAME.entries.name: text', 'NAME.entries.mode: octal mode'],
  )
  t.same(fieldRows(list(text())), [])
})
