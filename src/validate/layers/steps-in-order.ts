import { conditionKeys } from '../../conditions/keys.ts'
import { effectiveSteps, stagesOf } from '../../core/order/effective.ts'
import { inOrderOfMoments, stageOfPart } from '../../core/order/moments.ts'
import type { Step } from '../../steps/index.ts'
import type { CheckedFile, CheckedLayers, ConfigPath } from '../rule.ts'
import { orderInputs } from './order-inputs.ts'

/** A step in its place among all layers. */
export interface LayerStep {
  readonly file: CheckedFile
  /** Number of its source. */
  readonly source: number
  /** As written: `boot.before`. */
  readonly part: string
  /** The stage that the part belongs to: `boot`. */
  readonly stage: string
  readonly step: Step
  /** In the decoded configuration of its file. */
  readonly path: ConfigPath
  /** Its conditions as one text: two steps with the same one run, or are skipped, together. Empty without any. */
  readonly conditions: string
}

const known = new WeakMap<CheckedLayers, readonly LayerStep[]>()

/** All steps that run, in the order in which a machine meets them: installation, boot, afterwards. */
export function stepsInOrder(layers: CheckedLayers): readonly LayerStep[] {
  const before = known.get(layers)
  if (before !== undefined) return before
  const inputs = layers.sources.map(({ label, files }) => ({ label, files: orderInputs(files) }))
  const filesByName = layers.sources.map(
    ({ files }, source) => new Map(files.map((file, i) => [inputs[source]?.files[i]?.file, file])),
  )
  const steps: LayerStep[] = []
  for (const stage of inOrderOfMoments(stagesOf(inputs))) {
    for (const { layer, file: name, stage: part, index, step } of effectiveSteps(inputs, stage).steps) {
      const file = filesByName[layer]?.get(name)
      if (file === undefined) continue
      const path = ['stages', part, index]
      const conditions = conditionsOf(step)
      // The decoder has made the step by the shape that its type comes from.
      steps.push({
        file,
        source: layer,
        part,
        stage: stageOfPart(part),
        step: step as Step,
        path,
        conditions,
      })
    }
  }
  known.set(layers, steps)
  return steps
}

function conditionsOf(step: Readonly<Record<string, unknown>>): string {
  const given = conditionKeys.filter((key) => step[key] !== undefined && step[key] !== '')
  return given.length === 0 ? '' : JSON.stringify(given.map((key) => [key, step[key]]))
}
