import { alternate } from '../alternate.ts'
import type { Engine } from '../engine.ts'
import type { Finding } from '../finding.ts'
import { pairwise, spreadOf } from '../statistics.ts'
import type { Bench } from './row.ts'

/** What cloud-init, where installed, needs to say its version, beside ours. Nothing is judged by it. */
export async function cloudInit({ engines, pacer, quick }: Bench): Promise<Finding[]> {
  const ours = engines.find(({ id }) => id === 'ours')
  if (!ours || (await pacer.do('command -v cloud-init')) !== 0) return []
  // In a series of its own it stands where yip does otherwise.
  const sides: readonly Engine[] = [ours, { id: 'yip', command: 'cloud-init' }]
  const rounds = quick ? 3 : 9
  const series = await alternate(
    sides,
    { minRounds: rounds, maxRounds: rounds, budgetMs: 0 },
    async (engine) => ({
      version: (await pacer.time(`${engine.command} --version`)).perRun,
    }),
  )
  const [mine, theirs] = [series('version').get('ours') ?? [], series('version').get('yip') ?? []]
  return [
    {
      what: `cloud-init --version takes ${Math.round(spreadOf(theirs).median)} ms; ours`,
      unit: 'ms',
      engines: { ours: spreadOf(mine) },
      judged: { of: 'ours', value: spreadOf(pairwise(mine, theirs)) },
      limit: undefined,
      rounds,
      runs: 1,
      trouble: undefined,
    },
  ]
}
