import { mkdirSync, writeFileSync } from 'node:fs'
import { alternate } from '../alternate.ts'
import { type Engine, stageCommand } from '../engine.ts'
import { compared, type Finding, growth } from '../finding.ts'
import * as generate from '../generate.ts'
import { differentWork } from '../same-work.ts'
import { type Bench, forget, inputs, type Row } from './row.ts'

/** Sizes of a task; commands take long, so a quick look makes do with fewer of them. */
const sizes = { small: 1_000, large: 4_000 }
const quickCommands = { small: 250, large: 1_000 }

/** Enough to see whether both sides do the same. */
const checked = 200

/** Four times the work may take our engine this much longer, and no more. */
const growthLimit = 4.5

export const steps: Row = (bench) =>
  many(bench, {
    name: 'steps',
    what: 'one-file steps',
    limit: 0.3,
    sizes,
    write: asFile(generate.stepsOfOneFile),
  })

export const files: Row = (bench) =>
  many(bench, {
    name: 'files',
    what: 'files in one step',
    limit: 1,
    sizes,
    write: asFile(generate.filesOfOneStep),
  })

export const commands: Row = (bench) =>
  many(bench, {
    name: 'commands',
    what: 'commands',
    limit: 0.65,
    sizes: bench.quick ? quickCommands : sizes,
    write: asFile(generate.mixedCommands),
  })

export const trueCommands: Row = (bench) =>
  many(bench, {
    name: 'true',
    what: 'times the command true',
    sizes: bench.quick ? quickCommands : sizes,
    write: asFile(generate.trueCommands),
  })

export const layers: Row = (bench) =>
  many(bench, { name: 'layers', what: 'layer files', limit: 0.35, sizes, write: generate.writeLayers })

interface ManyOf {
  readonly name: string
  readonly what: string
  readonly limit?: number
  readonly sizes: { readonly small: number; readonly large: number }
  /** Makes the source of `count` things at a path. */
  write(path: string, count: number): void
}

/** The same task at two sizes: beside yip, and beside itself. Every run finds a fresh folder and no cache. */
async function many({ engines, pacer, quick }: Bench, of: ManyOf): Promise<Finding[]> {
  const { small, large } = of.sizes
  const sources = new Map(
    [checked, small, large].map((count) => [count, `${inputs}/${of.name}-${count}.yaml`]),
  )
  mkdirSync(inputs, { recursive: true })
  for (const [count, path] of sources) of.write(path, count)
  const command = (engine: Engine, count: number) =>
    stageCommand(engine, generate.stage, [sources.get(count) ?? ''])
  const prepare = `${forget}; rm -rf ${generate.target} && mkdir -p ${generate.target}`
  const trouble = await differentWork(pacer, engines, {
    prepare,
    commands: (engine) => [command(engine, checked)],
    results: [generate.target],
  })
  const time = async (engine: Engine, count: number) => {
    await pacer.must(prepare)
    return (await pacer.time(command(engine, count))).perRun
  }
  const effort = quick
    ? { minRounds: 1, maxRounds: 3, budgetMs: 2_000 }
    : { minRounds: 3, maxRounds: 9, budgetMs: 18_000 }
  const series = await alternate(engines, effort, async (engine) => ({
    small: await time(engine, small),
    large: await time(engine, large),
  }))
  const sized = (count: number) => `${count.toLocaleString('en')} ${of.what}`
  const unlimited = { unit: 'ms', trouble } as const
  const limited = of.limit === undefined ? unlimited : { ...unlimited, limit: of.limit }
  return [
    ...compared(series('large'), { ...limited, what: sized(large) }),
    ...compared(series('small'), { ...unlimited, what: sized(small) }),
    growth(series('small'), series('large'), {
      what: `${of.what}: time for ${large.toLocaleString('en')} / time for ${small.toLocaleString('en')}`,
      unit: 'x',
      // Of the command true the cost is that of processes alone.
      ...(of.limit === undefined ? {} : { limit: growthLimit }),
    }),
  ]
}

function asFile(text: (count: number) => string): (path: string, count: number) => void {
  return (path, count) => writeFileSync(path, text(count))
}
