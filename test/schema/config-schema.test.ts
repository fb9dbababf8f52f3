import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { generatedSchemas } from '../../scripts/schema/generated.ts'
import type { SchemaNode } from '../../scripts/schema/json-schema.ts'
import { loadConfig } from '../../src/core/config/load.ts'
import { stepShape } from '../../src/steps/index.ts'
import { compatFolder } from '../yip-compat/run.ts'
import { filesOf } from './files-of.ts'
import { readAsEditors } from './read-as-editors.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))
const schema: SchemaNode = JSON.parse(readFileSync(join(top, 'schema/cos-config.schema.json'), 'utf8'))
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema)

t.test('the committed schemas are those that the program makes', async (t) => {
  for (const { path, text } of generatedSchemas()) {
    t.ok(readFileSync(join(top, path), 'utf8') === text, `${path} is up to date, else run npm run schema`)
  }
})

t.test('every key says what it is', async (t) => {
  let count = 0
  const visit = (node: SchemaNode, at: string) => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      count++
      if (child.$ref === '#/$defs/stages') continue
      t.ok(child.title, `${at}.${key} has a title`)
      t.ok(child.description, `${at}.${key} has a description`)
      visit(child, `${at}.${key}`)
    }
    for (const child of [node.items, node.additionalProperties]) if (child) visit(child, `${at}[]`)
  }
  for (const [name, node] of Object.entries(schema.$defs ?? {})) {
    t.ok(node.title && node.description, `${name} has a title and a description`)
    visit(node, name)
  }
  t.ok(count > 200, `${count} keys`)
})

t.test('every key of a step has an example', async (t) => {
  const withoutOne = Object.entries(schema.$defs?.step?.properties ?? {}).filter(
    ([, { description, examples, default: absent }]) =>
      examples === undefined && absent === undefined && !description?.includes('Example: `'),
  )
  t.same(
    withoutOne.map(([key]) => key),
    [],
  )
})

const real = ['examples', 'bench/layers', 'stages', 'test/validate/correct']
  .filter((folder) => existsSync(join(top, folder)))
  .flatMap((folder) => filesOf(join(top, folder), /\.ya?ml$/))
/**
 * What is no configuration, and two that keep anchors under names of their own at the top: a schema cannot tell that
 * a value has an anchor, which is what makes `validate` take it for one.
 */
const notConfigurations =
  /\/examples\/(?:ci\/|demo\/oem\/95_typo)|\/shape-(?:anchors-at-the-top|merge-of-several)\.yaml$/

t.test('real files are valid', async (t) => {
  for (const path of real.filter((path) => !notConfigurations.test(path))) {
    const valid = validate(readAsEditors(readFileSync(path, 'utf8')))
    t.ok(valid, path, { found: validate.errors })
  }
})

/** Recorded files on which a schema cannot agree with the engine, and why. */
const beyondSchemas: readonly (readonly [name: RegExp, reason: string])[] = [
  [/^yaml\/alias-bomb-unused\//, 'a key at the top that only holds anchors is no typo'],
  [
    /^cloud-config\/(?:bom|header-forms|header-line-10)\//,
    'a comment that fails to be the header is not seen',
  ],
  [/^cloud-config\/write-files-bad-mode\//, 'the mode of a cloud-config is any text to YAML'],
  [
    /^yaml\/(?:crlf-bom|json|multi-document)\//,
    'Go refuses the text, YAML 1.2 does not; or reads one document',
  ],
  [/^yaml\/text-from-scalars\//, 'JSON has no infinity'],
  [/^yaml\/(?:tabs|unknown-keys)\//, 'YAML 1.2 refuses the text, Go does not'],
]

t.test('recorded configurations are valid exactly when the engine takes them without loss', async (t) => {
  const cases = join(compatFolder, 'cases')
  if (!existsSync(cases)) return t.pass('the recorded cases are not here', { skip: true })
  let compared = 0
  for (const path of filesOf(cases, /\.ya?ml$/)) {
    const name = path.slice(cases.length + 1)
    if (beyondSchemas.some(([pattern]) => pattern.test(name))) continue
    const bytes = readFileSync(path)
    const { config, diagnostics } = loadConfig(bytes, { source: name, step: stepShape })
    const taken = config !== undefined && diagnostics.length === 0
    let valid: boolean
    try {
      valid = validate(readAsEditors(bytes.toString()))
    } catch (error) {
      t.notOk(taken, `${name}: ${error}`)
      continue
    }
    compared++
    if (valid !== taken) t.fail(name, { taken, diagnostics, found: validate.errors })
  }
  t.ok(compared > 500, `${compared} files agree`)
})

const step = (text: string) => `stages:\n  boot:\n    - ${text}\n`

t.test('typos and wrong kinds are not valid', async (t) => {
  const table: readonly string[] = [
    'stgaes: {}',
    'stage: {boot: []}',
    'name: [a]',
    'stages: []',
    'stages: {boot: {commands: [a]}}',
    step('comands: [a]'),
    step('commands: a'),
    step('commands: [{a: b}]'),
    step('Commands: [a]'),
    step('fles: []'),
    step('files: {path: /a}'),
    step('files: [{paht: /a}]'),
    step('files: [{path: /a, permissions: "0644"}]'),
    step('files: [{path: /a, permissions: -1}]'),
    step('files: [{path: /a, permissions: rw}]'),
    step('files: [{path: /a, owner_string: root}]'),
    step('files: [{path: /a, owner: root}]'),
    step('files: [{path: /a, owner: true}]'),
    step('directories: [{path: /a, content: x}]'),
    step('users: [{name: a}]'),
    step('users: {a: {password: x}}'),
    step('users: {a: {groups: wheel}}'),
    step('users: {a: {lock_passwd: maybe}}'),
    step('users: {a: {lock_passwd: 1}}'),
    step('authorized_keys: {root: key}'),
    step('sysctl: {a: {b: c}}'),
    step('sysctl: [a=b]'),
    step('systemctl: {enabled: [a]}'),
    step('systemctl: {overrides: {service: a}}'),
    step('dns: {nameserver: [1.1.1.1]}'),
    step('if_files: {al: [/a]}'),
    step('if_files: {any: /a}'),
    step('if: [a]'),
    step('after: [a]'),
    step('after: [{step: a}]'),
    step('layout: {device: {path: /dev/sda}, add_partitions: [{fslabel: a}]}'),
    step('layout: {expand_partition: {size: -1}}'),
    step('hostname: {name: a}'),
    step('environment: [a=b]'),
    step('git: {url: a, auth: {user: a}}'),
    '#cloud-config\nhostnam: a',
    '#cloud-config\nusers: [default]',
    '#cloud-config\nusers: [{name: a, groups: "a, b"}]',
    '#cloud-config\nruncmd: [[ls, -l]]',
    '#cloud-config\nwrite_files: [{path: /a, mode: 0644}]',
    '#cloud-config\nwrite_file: [{path: /a}]',
  ]
  for (const text of table) t.notOk(validate(readAsEditors(text)), text)
})

t.test('all forms of scalars that the engine takes are valid', async (t) => {
  const table: readonly string[] = [
    '',
    '# nothing\n',
    'stages:',
    step(''),
    step('files: [null, {path: }]'),
    ...['0644', '0o644', '0x1a4', '0b110100100', '6_4_4', '0o6_44', '+7', '1e2', '420.0', '', '~'].map(
      (mode) => step(`files: [{path: /a, permissions: ${mode}}]`),
    ),
    step('files: [{path: /a, owner: -1, group: -0b1}]'),
    ...['true', 'True', 'yes', 'Y', 'on', 'OFF', 'n', ''].map((word) =>
      step(`users: {a: {lock_passwd: ${word}}}`),
    ),
    ...['1500', '"1500"', 'yes', 'true', '1.50', '2020-01-02', ''].map((uid) =>
      step(`users: {a: {uid: ${uid}}}`),
    ),
    step('<<: {commands: [a]}'),
    'x-anchors: &a {commands: [b]}\nstages: {boot: [*a], my.own: [*a]}',
    '#cloud-config\ninstall: {device: auto}\npackages: [a]\nhostname: a\nstages: {boot: []}',
  ]
  for (const text of table) t.ok(validate(readAsEditors(text)), text, { found: validate.errors })
})
