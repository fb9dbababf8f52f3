import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { alternate } from '../alternate.ts'
import { type Engine, stageCommand } from '../engine.ts'
import { compared, type Finding } from '../finding.ts'
import * as generate from '../generate.ts'
import type { Pacer } from '../pacer.ts'
import { peakMemory } from '../peak-memory.ts'
import { type Bench, forget, inputs } from './row.ts'
import { smallFile } from './short.ts'

/**
 * Peak memory at start and with the largest configuration. The programs are run from copies in memory: of a file on
 * disk the kernel maps more or fewer neighbouring pages at a fault, as they happen to lie in its cache, and counts
 * them all.
 */
export async function memory({ engines, pacer, quick }: Bench): Promise<Finding[]> {
  mkdirSync(inputs, { recursive: true })
  const tasks = [
    {
      what: 'peak memory at start',
      limit: 2.2,
      stage: 'nobody-uses-this',
      text: smallFile,
      prepare: (command: string) => command,
    },
    {
      what: 'peak memory at 4,000 one-file steps',
      limit: 1.5,
      stage: generate.stage,
      text: generate.stepsOfOneFile(4_000),
      prepare: () => `${forget}; rm -rf ${generate.target} && mkdir -p ${generate.target}`,
    },
  ]
  const copies = new Map<Engine, Engine>()
  for (const engine of engines) copies.set(engine, await copied(engine, pacer))
  const rounds = quick ? 1 : 3
  const findings: Finding[] = []
  for (const { what, limit, stage, text, prepare } of tasks) {
    const source = `${inputs}/memory.yaml`
    writeFileSync(source, text)
    let method = ''
    const series = await alternate(
      engines,
      { minRounds: rounds, maxRounds: rounds, budgetMs: 0 },
      async (engine) => {
        const command = stageCommand(copies.get(engine) ?? engine, stage, [source])
        await pacer.must(prepare(command))
        const peak = await peakMemory(pacer, command)
        method = peak.method
        return { peak: peak.mib }
      },
    )
    findings.push(...compared(series('peak'), { what: `${what} (${method})`, unit: 'MiB', limit }))
  }
  return findings
}

/** The engine with its program, the first word of its command, copied into memory. */
async function copied(engine: Engine, pacer: Pacer): Promise<Engine> {
  const [program = '', ...rest] = engine.command.split(' ')
  const copy = `${inputs}/programs/${engine.id}/${basename(program)}`
  await pacer.must(`mkdir -p ${dirname(copy)} && cp ${program} ${copy}`)
  return { id: engine.id, command: [copy, ...rest].join(' ') }
}
