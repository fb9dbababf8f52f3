import type { NamedStep } from './step-names.ts'

/**
 * Who waits for whom. Nodes are the steps by their number and, behind them, one gate for each file: the gate of a
 * file opens when the steps of the file before it that have no `after` are done. (Gates keep the graph linear in
 * size where every step of a file waits for all those of the file before.)
 */
export interface StepGraph {
  /** For each node the nodes it waits for. */
  readonly waits: readonly (readonly number[])[]
  /** Whether some step waits for one that stands behind it. */
  readonly hasForwardWaits: boolean
}

/** All steps of each name; two only where a name repeats more than twice between files. */
export type StepsByName = ReadonlyMap<string, readonly number[]>

/** A step that yip itself puts before all others. */
export const initName = 'init'

export function indexByName(steps: readonly NamedStep[]): StepsByName {
  const byName = new Map<string, number[]>()
  for (const [number, { name }] of steps.entries()) {
    const same = byName.get(name)
    if (same === undefined) byName.set(name, [number])
    else same.push(number)
  }
  return byName
}

/**
 * Builds the graph by yip's rules: a step with `after` waits for those it names, one without for the step above it,
 * and every step for its file's gate. A file without the stage has no steps, so the gate behind it is open.
 */
export function buildGraph(steps: readonly NamedStep[], byName: StepsByName): StepGraph {
  const fileCount = (steps.at(-1)?.fileNumber ?? -1) + 1
  const gates: number[][] = Array.from({ length: fileCount }, () => [])
  const waits: number[][] = []
  let hasForwardWaits = false
  for (const [number, step] of steps.entries()) {
    const own: number[] = []
    for (const name of step.after) own.push(...(byName.get(name) ?? []).filter((other) => other !== number))
    hasForwardWaits ||= own.some((other) => other > number)
    if (step.after.length === 0) {
      if (step.index > 0) own.push(...earlier(byName, steps[number - 1], number))
      gates[step.fileNumber + 1]?.push(...earlier(byName, step, Number.POSITIVE_INFINITY))
    }
    own.push(steps.length + step.fileNumber)
    waits.push(own)
  }
  return { waits: [...waits, ...gates], hasForwardWaits }
}

/** Chains go by name, so where names repeat between files they lead to the first of that name, as in yip. */
function earlier(byName: StepsByName, step: NamedStep | undefined, before: number): readonly number[] {
  const all = step === undefined ? [] : (byName.get(step.chainName) ?? [])
  return all.every((other) => other < before) ? all : all.filter((other) => other < before)
}
