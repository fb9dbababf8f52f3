import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import { loadConfig } from '../../src/core/config/load.ts'
import { stepShape } from '../../src/steps/index.ts'
import { check } from '../../src/validate/check.ts'
import { asBytes, mutated, mutation } from './mutations.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))

/** The files that are changed: those that we ship, and the corpus. */
const texts = ['examples', 'stages', 'test/validate/correct', 'test/validate/faulty']
  .flatMap((folder) => yamlFiles(join(top, folder)))
  .map((file) => asBytes(readFileSync(file)))

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const numRuns = Number(process.env.FUZZ_RUNS ?? (process.env.CI === 'true' ? 10_000 : 500))

/** Longest that a file may take, in milliseconds. */
const HANGS = 1000

t.setTimeout(600_000)

t.test(`${numRuns} changed files, seed ${seed}`, { timeout: 600_000 }, async (t) => {
  t.comment(`FUZZ_SEED=${seed} repeats these runs`)
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: texts.length - 1 }),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      async (index, mutations) => {
        const bytes = mutated(texts[index] ?? '', mutations)
        const { diagnostics, took } = await checked(bytes)
        const { config } = loadConfig(bytes, { source: 'oem/50.yaml', step: stepShape })

        const defect = diagnostics.find(({ rule }) => rule === 'defect')
        if (defect !== undefined) throw new Error(defect.message)
        if (took > HANGS && (await quickest(bytes)) > HANGS) throw new Error(`took ${took} ms`)
        const errors = diagnostics.filter(({ severity }) => severity === 'error')
        if (config === undefined && errors.length === 0) throw new Error('rejected at boot, but not here')
        if (errors.length === 0) accepted++
        const lines = asBytes(bytes).split(/\r\n|\r|\n/).length
        for (const { rule, region } of diagnostics) {
          if (region === undefined) continue
          const { line, column, endLine, endColumn } = region
          const isOrdered = line < endLine || (line === endLine && column <= endColumn)
          if (!(line >= 1 && column >= 1 && isOrdered && endLine <= lines))
            throw new Error(`${rule} is at ${line}:${column} to ${endLine}:${endColumn} of ${lines} lines`)
        }
      },
    ),
    { seed, numRuns },
  )
  // A test that sees only broken files would see little.
  t.ok(accepted > numRuns / 20, `${accepted} of ${numRuns} are accepted`)
})

async function checked(bytes: Uint8Array) {
  const started = performance.now()
  const source = { label: 'oem', files: [{ file: 'oem/50.yaml', bytes }], diagnostics: [] }
  const { diagnostics } = await check([source], {
    levelsFor: () => new Map(),
    image: undefined,
    checkShell: () => undefined,
    excerpts: true,
  })
  return { diagnostics, took: performance.now() - started }
}

/** The machine may have been busy with something else. */
async function quickest(bytes: Uint8Array): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 3; i++) times.push((await checked(bytes)).took)
  return Math.min(...times)
}

function yamlFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}
