import { orderSteps } from './order-steps.ts'
import { initName } from './step-graph.ts'
import { type NamedStep, nameSteps, type OrderInput } from './step-names.ts'

/** A step in yip's graph, with all the names it waits for. */
export interface LayerEntry {
  readonly name: string
  readonly dependencies: readonly string[]
}

/**
 * The graph that yip's `--analyze` prints: steps that may run at the same time share a layer. Empty when no step runs.
 * Steps that {@link orderSteps} leaves out are missing; yip crashes on most of those.
 */
export function layers(files: readonly OrderInput[], stage: string): readonly (readonly LayerEntry[])[] {
  const ordered = orderSteps(files, stage).steps
  const dependencies = allDependencies(nameSteps(files, stage), new Set(ordered.map(({ name }) => name)))
  const result: LayerEntry[][] = []
  const depths = new Map<string, number>([[initName, 0]])
  for (const { name } of ordered) {
    const { names, belowInit } = dependencies.get(name) ?? { names: [], belowInit: true }
    let depth = belowInit ? 1 : 0
    for (const other of names) depth = Math.max(depth, (depths.get(other) ?? -1) + 1)
    depths.set(name, depth)
    while (result.length <= depth) result.push([])
    result[depth]?.push({ name, dependencies: names })
  }
  result[0]?.unshift({ name: initName, dependencies: [] })
  return result
}

interface Dependencies {
  readonly names: readonly string[]
  /** yip hangs every step below "init", unless one added before it waits for it. */
  readonly belowInit: boolean
}

function allDependencies(
  steps: readonly NamedStep[],
  running: ReadonlySet<string>,
): ReadonlyMap<string, Dependencies> {
  const result = new Map<string, Dependencies>()
  const waitedFor = new Set<string>()
  const chains = new Map<number, string[]>()
  for (const [number, { name, chainName, after, index, fileNumber }] of steps.entries()) {
    const above = after.length === 0 && index > 0 ? steps[number - 1]?.chainName : undefined
    const names = [...after, ...(above === undefined ? [] : [above]), ...(chains.get(fileNumber - 1) ?? [])]
    result.set(name, { names, belowInit: !waitedFor.has(name) })
    if (running.has(name)) for (const other of names) waitedFor.add(other)
    if (after.length > 0) continue
    const chain = chains.get(fileNumber)
    if (chain === undefined) chains.set(fileNumber, [chainName])
    else chain.push(chainName)
  }
  return result
}
