import type { Diagnostic } from '../report/diagnostic.ts'
import { stageOfPart } from './moments.ts'
import { type OrderedStep, type OrderInput, orderSteps } from './order-steps.ts'

/** A source with its files in byte order, as it takes part in a stage. */
export interface OrderedLayer {
  /** As people know it: `/oem`. */
  readonly label: string
  readonly files: readonly OrderInput[]
}

/** A step in its place among all that a stage runs over all layers. */
export interface EffectiveStep extends OrderedStep {
  /** Number of its source in the layers that were given. */
  readonly layer: number
  /** Why it stands there, in words that follow its name: `after oem/10.yaml.disks, which its "after" names`. */
  readonly because: string
}

/** What a stage runs, and what keeps steps from running. */
export interface EffectiveOrder {
  readonly steps: readonly EffectiveStep[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The parts that a stage is run as; a part is run as itself alone. */
export function partsOf(stage: string): readonly string[] {
  return stageOfPart(stage) !== stage ? [stage] : [`${stage}.before`, stage, `${stage}.after`]
}

/** All steps of a stage in the order in which they run: its parts, in each the layers, in each the order of steps. */
export function effectiveSteps(layers: readonly OrderedLayer[], stage: string): EffectiveOrder {
  const steps: EffectiveStep[] = []
  const diagnostics: Diagnostic[] = []
  for (const part of partsOf(stage)) {
    let isFirst = true
    for (const [layer, { label, files }] of layers.entries()) {
      const order = orderSteps(files, part)
      diagnostics.push(...order.diagnostics)
      for (const [number, step] of order.steps.entries()) {
        const start = isFirst ? `first of ${part}` : `first of ${label}, behind the sources before it`
        steps.push({ ...step, layer, because: number === 0 ? start : reasonOf(step) })
        isFirst = false
      }
    }
  }
  return { steps, diagnostics }
}

function reasonOf({ step, index, after, name }: OrderedStep): string {
  if (Array.isArray(step.after) && step.after.length > 0)
    return `after ${after.join(', ')}, as its "after" says`
  if (index > 0) return 'after the step above it'
  if (after.length === 0) return 'next in the order of files'
  const last = after.filter((other) => other !== name)
  return `after ${last.join(', ')}, the end of the file before`
}

/** Every stage that some file has steps in, without `.before` and `.after`, in the order they are first met. */
export function stagesOf(layers: readonly OrderedLayer[]): readonly string[] {
  const stages = new Set<string>()
  for (const { files } of layers) {
    for (const { config } of files) {
      for (const [stage, steps] of Object.entries(config.stages ?? {})) {
        if (steps.length > 0) stages.add(stageOfPart(stage))
      }
    }
  }
  return [...stages]
}
