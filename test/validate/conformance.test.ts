import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { layersBelow } from '../../src/commands/validate-sources.ts'
import { readPath } from '../../src/sources/resolve-source.ts'
import { textName } from '../../src/sources/source.ts'
import { shellChecker } from '../../src/system/processes/shell-syntax.ts'
import { type CheckSource, check } from '../../src/validate/check.ts'
import { casesWithLinks } from '../yip-compat/corpus.ts'
import { compatFolder } from '../yip-compat/run.ts'
import { exceptions } from './conformance-exceptions.ts'

/** The part of case.json and expected.json that is read here. */
interface RecordedCase {
  readonly args: readonly string[]
  readonly stdin?: string
  readonly then?: readonly (readonly string[])[]
}
interface Recorded {
  readonly exit: unknown
}

const top = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(compatFolder, 'cases')
const checkShell = shellChecker('/bin:/usr/bin') ?? (() => undefined)

t.test('what yip accepts without loss gives no error', { skip: !existsSync(folder) }, async (t) => {
  const cases = casesWithLinks(folder)
  t.teardown(() => cases.dispose())
  const found = new Map<string, Set<string>>()
  let files = 0
  for (const name of caseNames(cases.folder)) {
    const at = join(cases.folder, name)
    if (![json<Recorded>(at, 'expected.json').exit].flat().every((exit) => exit === 0)) continue
    for (const sources of runsOf(json<RecordedCase>(at, 'case.json'), join(at, 'root'))) {
      files += sources.flatMap((source) => source.files).length
      for (const { rule, severity } of await diagnosticsOf(sources)) {
        if (severity === 'error') found.set(name, (found.get(name) ?? new Set()).add(rule))
      }
    }
  }
  t.ok(files > 400, `${files} configurations are accepted`)
  const asList = [...found].map(([name, rules]) => `${name}: ${[...rules].sort().join(', ')}`)
  t.same(
    asList.sort(),
    Object.entries(exceptions)
      .map(([name, { rules }]) => `${name}: ${rules.join(', ')}`)
      .sort(),
    'but the cases that are about broken input',
  )
})

/** An example of what a mistake looks like. */
const brokenOnPurpose = '/oem/95_typo.yaml'

t.test('the examples give no error and no warning', async (t) => {
  const examples = join(top, 'examples')
  const single = readdirSync(examples).filter((name) => name.endsWith('.yaml'))
  t.ok(single.length > 6, `${single.length} examples`)
  for (const name of single) {
    const source = readPath(join(examples, name))
    t.same(source && (await wrongIn([source])), [], name)
  }
  const demo = await wrongIn(layersBelow(join(examples, 'demo')))
  t.ok(
    demo.some(({ file }) => file === brokenOnPurpose),
    'one file of the demo is broken on purpose',
  )
  t.same(
    demo.filter(({ file }) => file !== brokenOnPurpose),
    [],
    'the demo',
  )
})

async function wrongIn(sources: readonly CheckSource[]) {
  return (await diagnosticsOf(sources)).filter(({ severity }) => severity !== 'hint')
}

async function diagnosticsOf(sources: readonly CheckSource[]) {
  const options = { levelsFor: () => new Map(), image: undefined, checkShell, excerpts: false }
  return (await check(sources, options)).diagnostics
}

/** The sources of each call of the engine. Texts that come from a server or a shell are not looked at. */
function runsOf({ args, stdin, then = [] }: RecordedCase, root: string): readonly CheckSource[][] {
  return [args, ...then].map((words) => {
    if (words.some((word) => /^-[a-z]*d/.test(word))) return []
    return words.flatMap((word, i) => {
      if (/^(?:-s|--stage)$/.test(words[i - 1] ?? '')) return []
      const text = word === '-' ? (stdin ?? '') : word
      // Standard input that is just a path stands for what it leads to.
      const source = text.startsWith('-') || !existsSync(root) ? undefined : readPath(text, root)
      if (source === undefined && text.includes('\n')) return [given(text)]
      return source === undefined ? [] : [{ ...source, files: source.files.map(withDisks) }]
    })
  })
}

function given(text: string): CheckSource {
  return { label: textName, files: [{ file: textName, bytes: Buffer.from(text) }], diagnostics: [] }
}

/** The runner puts the names of real disks in these places. */
function withDisks({ file, bytes }: CheckSource['files'][number]): CheckSource['files'][number] {
  const text = Buffer.from(bytes).toString('latin1')
  const named = text.replace(/@DISK:\w+@/g, '/dev/loop7').replace(/@DISKNAME:\w+@/g, 'loop7')
  return { file, bytes: Buffer.from(named, 'latin1') }
}

function caseNames(top: string): readonly string[] {
  return readdirSync(top).flatMap((area) => readdirSync(join(top, area)).map((name) => `${area}/${name}`))
}

function json<T>(at: string, name: string): T {
  return JSON.parse(readFileSync(join(at, name), 'utf8'))
}
