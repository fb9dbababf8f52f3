import { mkdirSync, writeFileSync } from 'node:fs'
import { alternate } from '../alternate.ts'
import { stageCommand } from '../engine.ts'
import { compared, type Finding } from '../finding.ts'
import { differentWork } from '../same-work.ts'
import { type Bench, inputs, type Row } from './row.ts'

/** A stage that the file does not have: what every start costs. */
export const start: Row = (bench) =>
  shortRun(bench, {
    name: 'start',
    what: 'start (a stage nobody uses, one small file)',
    limit: 1.15,
    stage: 'nobody-uses-this',
    text: smallFile,
  })

/** What the first child process adds. */
export const oneCommand: Row = (bench) =>
  shortRun(bench, {
    name: 'one-command',
    what: 'one command',
    limit: 1.15,
    stage: 'boot',
    text: smallFile,
  })

export const smallFile = `name: "Small"
stages:
  boot:
    - name: "One command"
      commands:
        - touch /run/small
`

interface ShortRun {
  readonly name: string
  readonly what: string
  readonly limit: number
  readonly stage: string
  readonly text: string
}

/** Runs of a few milliseconds, timed in batches since the clock and the scheduler blur a single one. */
async function shortRun({ engines, pacer, quick }: Bench, run: ShortRun): Promise<Finding[]> {
  const source = `${inputs}/${run.name}.yaml`
  mkdirSync(inputs, { recursive: true })
  writeFileSync(source, run.text)
  const trouble = await differentWork(pacer, engines, {
    prepare: 'rm -f /run/small',
    commands: (engine) => [stageCommand(engine, run.stage, [source])],
    results: ['/run', '/etc', '/var'],
  })
  const runs = 5
  const effort = quick
    ? { minRounds: 9, maxRounds: 25, budgetMs: 3_000 }
    : { minRounds: 25, maxRounds: 201, budgetMs: 12_000 }
  const series = await alternate(engines, effort, async (engine) => ({
    run: (await pacer.time(stageCommand(engine, run.stage, [source]), runs)).perRun,
  }))
  return compared(series('run'), { what: run.what, unit: 'ms', limit: run.limit, runs, trouble })
}
