import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import micromatch from 'micromatch'
import t from 'tap'
import compiled from '../../schema/project.validate.js'
import { readProjectFile } from '../../src/validate/project-file.ts'
import { rules } from '../../src/validate/rules/index.ts'
import { readAsEditors } from './read-as-editors.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8'))
const inEditor = new Ajv2020({ strict: true }).compile(read('project.schema.json'))
const [rule] = rules

t.test('a project file says off, warn or error of rules', async (t) => {
  const valid = ['', 'rules:', `rules: {${rule?.id}: off}`, `rules:\n  ${rule?.id}: error\n`]
  const wrong = [
    'rule: {}',
    '[]',
    'text',
    'rules: [a]',
    `rules: {${rule?.id}: on}`,
    `rules: {${rule?.id}: {level: off}}`,
    `rules: {${rule?.id}: }`,
  ]
  for (const check of [inEditor, compiled]) {
    for (const text of valid) t.ok(check(readAsEditors(text)), text, { found: check.errors })
    for (const text of wrong) t.notOk(check(readAsEditors(text)), text)
  }
  for (const text of valid) t.same(readProjectFile('p', Buffer.from(text)).diagnostics, [], text)
  for (const text of wrong) t.not(readProjectFile('p', Buffer.from(text)).diagnostics.length, 0, text)
})

t.test('editors know the rules; the compiled check leaves their names to the program', async (t) => {
  t.notOk(inEditor({ rules: { 'no-such-rule': 'off' } }))
  t.ok(compiled({ rules: { 'no-such-rule': 'off' } }))
  t.notOk(compiled({ rules: { 'no-such-rule': 'of' } }))
  t.match(compiled.errors, [{ instancePath: '/rules/no-such-rule' }])
})

t.test('the catalog names the schemas by their ids, and the files that they are for', async (t) => {
  const { schemas } = read('catalog.json') as { schemas: { url: string; fileMatch: string[] }[] }
  const urlOf = (path: string) => schemas.find(({ fileMatch }) => micromatch.isMatch(path, fileMatch))?.url
  for (const path of [
    '/oem/90_site.yaml',
    'image/system/oem/00_rootfs.yml',
    '/usr/local/cloud-config/a.yaml',
  ]) {
    t.equal(urlOf(path), read('cos-config.schema.json').$id, path)
  }
  t.equal(urlOf('.cos-config.yaml'), read('project.schema.json').$id)
  t.equal(urlOf('k8s/deployment.yaml'), undefined)
})
