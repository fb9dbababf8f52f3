import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t, { type Test } from 'tap'
import { asText } from '../../../src/validate/formats/text.ts'
import { temporaryFolder } from '../../system/temporary-folder.ts'
import { ranValidate } from '../in-process.ts'

const own = JSON.parse(
  readFileSync(new URL('../../../schema/diagnostics.schema.json', import.meta.url), 'utf8'),
)
const matchesOwn = new Ajv2020({ allErrors: true, strict: true }).compile(own)

/** The schema that OASIS published, as a package ships it; of draft 4 it uses nothing that later ones read otherwise. */
const {
  $schema: _,
  id: __,
  ...published
} = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const matchesSarif = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(published)

/** An error, a warning, a hint, an unreadable file, odd names and signs. */
function layers(t: Test): string {
  const folder = temporaryFolder(t)
  mkdirSync(`${folder}/oem`)
  writeFileSync(
    `${folder}/oem/10 a,b:c%.yaml`,
    `stages:
  boot:
    - name: Übersicht 日本 🎉
      comands: [x]
      hostname: "日本"
`,
  )
  writeFileSync(
    `${folder}/oem/20.yaml`,
    `stages:
  boot:
    - name: Folder
      commands:
        - mkdir -p /etc/app
  initramf: []
  network:
    - users: {admin: {passwd: hunter22, sytem: true}}
`,
  )
  return folder
}

t.test('JSON is as its schema says', async (t) => {
  const { out, exitCode } = await ranValidate(['--format', 'json', 'oem', 'gone.yaml'], layers(t))
  const printed = JSON.parse(out)
  t.ok(matchesOwn(printed), JSON.stringify(matchesOwn.errors))
  t.equal(exitCode, 65)
  const { diagnostics, summary } = printed
  const severities = new Set(diagnostics.map(({ severity }: { severity: string }) => severity))
  t.same([...severities].sort(), ['error', 'hint', 'warning'])
  t.equal(summary.files, 2)
  t.match(
    diagnostics.find(({ rule }: { rule: string }) => rule === 'unknown-key'),
    { file: 'oem/10 a,b:c%.yaml', line: 4, column: 7, endLine: 4, endColumn: 14 },
  )
  t.match(
    diagnostics.find(({ rule }: { rule: string }) => rule === 'source-missing'),
    { file: 'gone.yaml', line: 1, column: 1 },
  )
})

t.test('columns count code points', async (t) => {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/x.yaml`, 'stages:\n  boot:\n    - {name: "日本🎉", comands: [x]}\n')
  const { out } = await ranValidate(['--format', 'json', 'x.yaml'], folder)
  const [{ column, endColumn }] = JSON.parse(out).diagnostics
  t.same([column, endColumn], [21, 28])
})

t.test('SARIF is as its published schema says', async (t) => {
  const { out } = await ranValidate(['--format', 'sarif', 'oem', 'gone.yaml'], layers(t))
  const log = JSON.parse(out)
  t.ok(matchesSarif(log), JSON.stringify(matchesSarif.errors))
  const [{ tool, results, columnKind }] = log.runs
  t.equal(columnKind, 'unicodeCodePoints')
  for (const { ruleId, ruleIndex } of results) t.equal(tool.driver.rules[ruleIndex].id, ruleId)
  const { uri } = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'unknown-key').locations[0]
    .physicalLocation.artifactLocation
  t.equal(uri, 'oem/10%20a%2Cb%3Ac%25.yaml')
  t.notOk(matchesSarif({ ...log, version: '3' }), 'the schema can say no')
})

t.test('workflow commands of GitHub escape what would part them', async (t) => {
  const { out } = await ranValidate(['--format', 'github', 'oem'], layers(t))
  const lines = out.trimEnd().split('\n')
  for (const line of lines) t.match(line, /^::(error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+/)
  t.ok(
    lines.some((line) =>
      line.startsWith(
        '::error file=oem/10 a%2Cb%3Ac%25.yaml,line=4,endLine=4,col=7,endColumn=14,title=unknown-key::`comands`',
      ),
    ),
    out,
  )
  t.match(out, '%0Ahelp: Did you mean')
})

t.test('text shows the lines around, with a marker under the token', async (t) => {
  const { out } = await ranValidate(
    ['x.yaml'],
    fileOf(t, 'stages:\n  boot:\n    - name: 日本\n      comands: [x]\n'),
  )
  t.equal(
    out,
    `error[unknown-key]: \`comands\` is not known in an entry of \`boot\` and is ignored
 --> x.yaml:4:7
3 |     - name: 日本
4 |       comands: [x]
  |       ^^^^^^^
  = help: Did you mean \`commands\`?

1 file checked: 1 error
`,
  )
})

t.test('the marker stands right behind wide signs and tabs, and long lines are cut', async (t) => {
  const wide = await ranValidate(
    ['x.yaml'],
    fileOf(t, 'stages:\n  boot:\n    - {name: "日本\t🎉", comands: [x]}\n'),
  )
  t.match(wide.out, '3 |     - {name: "日本  🎉", comands: [x]}\n')
  t.match(wide.out, `  | ${' '.repeat(25)}^^^^^^^\n`)
  const long = `stages:\n  boot:\n    - {name: "${'x'.repeat(500)}", comands: [y]}\n`
  const { out } = await ranValidate(['x.yaml'], fileOf(t, long))
  const [line = '', marker = ''] = out.split('\n').slice(3, 5)
  t.ok(line.length < 140, `${line.length} columns`)
  t.equal(marker.slice(marker.indexOf('^')), '^^^^^^^')
  t.equal(line.slice(marker.indexOf('^')).slice(0, 7), 'comands')
})

t.test('secrets are never shown, also of files that do not parse', async (t) => {
  const secret = 'hunter22hunter22'
  const texts = [
    `stages:\n  boot:\n    - users:\n        admin: {passwd: ${secret}, sytem: true}\n`,
    `stages:\n  boot:\n    - users:\n        admin:\n          passwd: [${secret}]\n`,
    `#cloud-config\nusers:\n  - name: admin\n    passwd: ${secret}\n    sytem: true\n`,
    `stages:\n  boot:\n    - users:\n        admin:\n          passwd: ${secret}\n         uid: 3\n`,
    `stages:\n  boot:\n    - git:\n        auth: {password: &p ${secret}, pasword: *p}\n`,
    `stages:\n  boot:\n    - comands: [curl https://me:${secret}@example.org]\n`,
  ]
  for (const text of texts) {
    const folder = fileOf(t, text)
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const { out, exitCode } = await ranValidate(['--format', format, 'x.yaml'], folder)
      t.equal(exitCode, 65, 'there is something to show')
      t.notMatch(out, secret, `${format} of ${text}`)
    }
  }
})

t.test('colours are asked for by the caller', async (t) => {
  const result = {
    diagnostics: [{ rule: 'x', severity: 'warning', message: 'a\u001b[2J\nb', file: 'f' }],
    summary: { files: 1, errors: 0, warnings: 1, hints: 0, ignored: 2 },
  } as const
  t.match(asText(result, { colours: true, quiet: false }), '\u001b[1;33mwarning[x]\u001b[0m')
  const plain = asText(result, { colours: false, quiet: false })
  t.notMatch(plain, '\u001b')
  t.match(plain, 'a\\x1b[2J\\nb')
  t.match(plain, '1 file checked: 1 warning, 2 ignored')
  t.equal(asText(result, { colours: false, quiet: true }), '')
})

function fileOf(t: Test, text: string): string {
  const folder = temporaryFolder(t)
  writeFileSync(`${folder}/x.yaml`, text)
  return folder
}
