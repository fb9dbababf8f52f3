import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const src = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')

/** What each folder of src may import from, besides itself; `types of` allows only `import type`. */
const allowed: Readonly<
  Record<string, { readonly values: readonly string[]; readonly types?: readonly string[] }>
> = {
  core: { values: [] },
  conditions: { values: ['core'], types: ['system', 'steps'] },
  steps: { values: ['core', 'conditions'], types: ['system'] },
  system: { values: ['core', 'version.ts'], types: ['steps', 'conditions'] },
  sources: { values: ['core', 'system'] },
  rootfs: { values: ['core', 'system'] },
  engine: { values: ['core', 'sources', 'steps', 'conditions', 'system', 'version.ts'] },
  validate: { values: ['core', 'steps', 'conditions'], types: ['system'] },
  commands: {
    values: [
      'core',
      'sources',
      'rootfs',
      'steps',
      'conditions',
      'system',
      'engine',
      'validate',
      'version.ts',
      '../schema',
    ],
  },
  'main.ts': { values: ['commands'] },
  'version.ts': { values: [] },
}

/** Node modules that core must not reach for: it has no files, clock, environment, processes or network. */
const outside = /^node:(fs|child_process|process|net|http|https|os|dns|tls)/

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

function imports(text: string): { from: string; typesOnly: boolean }[] {
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'/gm)].map(
    (match) => ({
      from: match[2] as string,
      typesOnly: match[1] !== undefined,
    }),
  )
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'[,)]/g)].map((match) => ({
    from: match[1] as string,
    typesOnly: false,
  }))
  const bare = [...text.matchAll(/^import\s+'([^']+)'/gm)].map((match) => ({
    from: match[1] as string,
    typesOnly: false,
  }))
  return [...found, ...dynamic, ...bare]
}

t.test('imports go one way: commands, engine, steps and conditions, core', async (t) => {
  let arrows = 0
  for (const file of files(src)) {
    const own = relative(src, file).split('/')[0] as string
    const rules = allowed[own]
    t.ok(rules, `${own} has a place in the order of imports`)
    for (const { from, typesOnly } of imports(readFileSync(file, 'utf8'))) {
      if (!from.startsWith('.')) {
        if (own === 'core' && outside.test(from))
          t.fail(`${relative(src, file)} imports ${from}, but core is pure`)
        continue
      }
      arrows++
      const path = relative(src, join(dirname(file), from))
      const target = (/^(?:\.\.\/)?[^/]+/.exec(path) ?? [path])[0]
      if (target === own || rules?.values.includes(target)) continue
      if (typesOnly && rules?.types?.includes(target)) continue
      t.fail(`${relative(src, file)} must not import ${from}`)
    }
  }
  t.ok(arrows > 50, `${arrows} imports were looked at`)
})
