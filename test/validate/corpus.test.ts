import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { type PrintedDiagnostic, validated } from './in-process.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const top = fileURLToPath(new URL('../..', import.meta.url))

/** NAME.expected.json: what a file gives, and of several layers how they are checked. */
interface Expected {
  readonly args?: readonly string[]
  readonly diagnostics: readonly ExpectedDiagnostic[]
}

interface ExpectedDiagnostic {
  readonly file?: string
  readonly rule: string
  readonly line: number
  readonly column: number
}

/** Errors, warnings, and what the rule in question finds; the hints of other rules are theirs to test. */
function ofInterest(rule: string) {
  return (found: PrintedDiagnostic) => found.severity !== 'hint' || found.rule === rule
}

function placed(diagnostics: readonly ExpectedDiagnostic[], withFile: boolean): readonly string[] {
  return diagnostics
    .map(
      ({ file, rule, line, column }) =>
        `${withFile ? `${file?.replace(/^\//, '')}:` : ''}${line}:${column} ${rule}`,
    )
    .sort()
}

let faulty = 0

for (const rule of readdirSync(`${here}faulty`).sort()) {
  t.test(`faulty/${rule}`, async (t) => {
    const folder = `${here}faulty/${rule}`
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.expected.json'))) {
      const base = name.slice(0, -'.expected.json'.length)
      const expected: Expected = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
      const isFolder = existsSync(`${folder}/${base}`) && statSync(`${folder}/${base}`).isDirectory()
      const { diagnostics } = isFolder
        ? await validated(expected.args ?? ['--root', '.'], `${folder}/${base}`)
        : await validated(expected.args ?? [`${base}.yaml`], folder)
      const found = placed(diagnostics.filter(ofInterest(rule)), isFolder)
      t.same(found, placed(expected.diagnostics, isFolder), base)
      t.ok(
        expected.diagnostics.some((each) => each.rule === rule),
        `${base} is a case of its rule`,
      )
      faulty++
    }
  })
}

let correct = 0

t.test('correct files give no finding of any kind', async (t) => {
  for (const name of readdirSync(`${here}correct`).filter((each) => /\.yaml$/.test(each))) {
    const { diagnostics } = await validated([name], `${here}correct`)
    t.same(diagnostics.map(shown), [], name)
    correct++
  }
  for (const name of readdirSync(`${here}correct`).filter((each) =>
    statSync(`${here}correct/${each}`).isDirectory(),
  )) {
    const { diagnostics } = await validated(['--root', '.'], `${here}correct/${name}`)
    t.same(diagnostics.map(shown), [], name)
    correct++
  }
})

t.test('the files that we ship give no error', async (t) => {
  for (const folder of ['examples', 'stages/oem'].filter((each) => existsSync(`${top}${each}`))) {
    for (const name of readdirSync(`${top}${folder}`).filter((each) => each.endsWith('.yaml'))) {
      const { diagnostics } = await validated([`${folder}/${name}`], top)
      t.same(diagnostics.filter(({ severity }) => severity === 'error').map(shown), [], `${folder}/${name}`)
    }
  }
})

t.test('the corpus is large enough to mean something', async (t) => {
  t.ok(faulty >= 150, `${faulty} faulty files`)
  t.ok(correct >= 60, `${correct} correct files`)
})

function shown({ rule, severity, line, column, message }: PrintedDiagnostic): string {
  return `${line}:${column} ${severity} ${rule}: ${message}`
}
