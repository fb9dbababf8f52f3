import type { EngineId } from './engine.ts'
import { pairwise, type Spread, spreadOf } from './statistics.ts'

/** One line of the results. */
export interface Finding {
  readonly what: string
  /** What the numbers of the engines are; `x` is a plain factor. */
  readonly unit: 'ms' | 'MiB' | 'x'
  readonly engines: Partial<Record<EngineId, Spread>>
  /** The number the limit is for, and who it compares. */
  readonly judged: { readonly of: 'ours/yip' | 'ours' | 'node/yip'; readonly value: Spread } | undefined
  readonly limit: number | undefined
  readonly rounds: number
  /** Runs of one engine that a round is the mean of. */
  readonly runs: number
  /** An engine failed, or the two did not leave the same behind: the numbers cannot be trusted. */
  readonly trouble: string | undefined
}

/** Measurements of each engine, round by round. */
export type Series = ReadonlyMap<EngineId, readonly number[]>

/** How a finding is called and judged. */
export interface Naming {
  readonly what: string
  readonly unit: Finding['unit']
  readonly limit?: number
  readonly runs?: number
  readonly trouble?: string | undefined
}

/** Ours beside yip, and where asked for the Node build beside yip. */
export function compared(series: Series, naming: Naming): Finding[] {
  const yip = series.get('yip') ?? []
  const ours = series.get('ours') ?? []
  const node = series.get('node')
  const engines = { ours: spreadOf(ours), yip: spreadOf(yip) }
  const findings = [
    finding(naming, engines, { of: 'ours/yip', value: spreadOf(pairwise(ours, yip)) }, ours.length),
  ]
  if (node) {
    const { limit: _, ...unjudged } = naming
    const asNode = { ...unjudged, what: `${naming.what}, Node build` }
    const sides = { node: spreadOf(node), yip: engines.yip }
    findings.push(
      finding(asNode, sides, { of: 'node/yip', value: spreadOf(pairwise(node, yip)) }, node.length),
    )
  }
  return findings
}

/** How much longer each engine takes for the large task than for the small one; the limit is for ours alone. */
export function growth(small: Series, large: Series, naming: Naming): Finding {
  const engines: Partial<Record<EngineId, Spread>> = {}
  for (const [id, values] of large) engines[id] = spreadOf(pairwise(values, small.get(id) ?? []))
  const judged = engines.ours && ({ of: 'ours', value: engines.ours } as const)
  return finding(naming, engines, judged, large.get('ours')?.length ?? 0)
}

function finding(
  naming: Naming,
  engines: Finding['engines'],
  judged: Finding['judged'],
  rounds: number,
): Finding {
  const { what, unit, limit, runs = 1, trouble } = naming
  return { what, unit, engines, judged, limit, rounds, runs, trouble }
}
