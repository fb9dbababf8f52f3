import { mkdirSync, writeFileSync } from 'node:fs'
import { alternate } from '../alternate.ts'
import { stageCommand } from '../engine.ts'
import { compared, type Finding } from '../finding.ts'
import * as generate from '../generate.ts'
import { peakMemory } from '../peak-memory.ts'
import { type Bench, forget, inputs } from './row.ts'
import { smallFile } from './short.ts'

/** Peak memory at start and with the largest configuration. */
export async function memory({ engines, pacer, quick }: Bench): Promise<Finding[]> {
  mkdirSync(inputs, { recursive: true })
  const tasks = [
    { what: 'peak memory at start', limit: 2.2, stage: 'nobody-uses-this', text: smallFile },
    {
      what: 'peak memory at 4,000 one-file steps',
      limit: 1.5,
      stage: generate.stage,
      text: generate.stepsOfOneFile(4_000),
    },
  ]
  const rounds = quick ? 1 : 3
  const findings: Finding[] = []
  for (const { what, limit, stage, text } of tasks) {
    const source = `${inputs}/memory.yaml`
    writeFileSync(source, text)
    let method = ''
    const series = await alternate(
      engines,
      { minRounds: rounds, maxRounds: rounds, budgetMs: 0 },
      async (engine) => {
        await pacer.must(`${forget}; rm -rf ${generate.target} && mkdir -p ${generate.target}`)
        const peak = await peakMemory(pacer, stageCommand(engine, stage, [source]))
        method = peak.method
        return { peak: peak.mib }
      },
    )
    findings.push(...compared(series('peak'), { what: `${what} (${method})`, unit: 'MiB', limit }))
  }
  return findings
}
