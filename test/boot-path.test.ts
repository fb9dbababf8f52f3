import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** What a module asks for, at once or later; types alone are gone in a build. */
function asksFor(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  const patterns = [
    /^(?:import|export)\s+(?!type\s)[^'"]*?from\s+'([^']+)'/gm,
    /^import\s+'([^']+)'/gm,
    /\bimport\('([^']+)'[,)]/g,
  ]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string))
}

/** Everything that can be loaded once a module is: own files by their path below src, packages by their name. */
function reachableFrom(start: string, isLeftOut: (path: string) => boolean): ReadonlySet<string> {
  const reached = new Set<string>()
  const visit = (path: string) => {
    if (reached.has(path) || isLeftOut(path)) return
    reached.add(path)
    const file = join(src, path)
    if (!/\.[jt]s$/.test(path) || !existsSync(file)) return
    for (const name of asksFor(file)) {
      visit(name.startsWith('.') ? relative(src, join(dirname(file), name)) : name)
    }
  }
  visit(start)
  return reached
}

const bootCommands = /^commands\/(?:run-stage|yip)\.ts$/
const table = asksFor(join(src, 'commands/index.ts')).map((name) => join('commands', name))
const otherCommands = new Set(
  table.filter((path) => /name: '[a-z-]+',\n {2}summary: /.test(readFileSync(join(src, path), 'utf8'))),
)

t.test('what a boot runs never loads the validator, a schema or ajv', async (t) => {
  const isLeftOut = (path: string) => otherCommands.has(path) && !bootCommands.test(path)
  const reached = reachableFrom('main.ts', isLeftOut)
  t.ok(reached.has('engine/run-stages.ts') && reached.has('steps/files.ts'), 'the engine is reached')
  t.ok(reached.has('js-yaml'), 'and so are packages')
  const unwanted = [...reached].filter((path) => /^(?:validate\/|\.\.\/schema\/|ajv(?:\/|$))/.test(path))
  t.same(unwanted, [])
})

t.test('the same search does find a schema behind the command that prints it', async (t) => {
  const reached = reachableFrom('main.ts', () => false)
  t.ok(reached.has('../schema/cos-config.schema.json'))
  t.notOk(
    [...reached].some((name) => /^ajv(?:\/|$)/.test(name)),
    'nothing at all loads ajv',
  )
})
