import { effectiveSteps, type OrderedLayer, stagesOf } from '../core/order/effective.ts'
import { inOrderOfMoments, stageOfPart } from '../core/order/moments.ts'
import { asOrderInput, loadSource } from '../engine/load.ts'
import type { ResolvedSource } from '../sources/source.ts'
import { tellOrder } from './order-text.ts'

/**
 * The order of the steps in all stages of some sources, or in one, as text for people. What is wrong with the sources
 * is for others to tell.
 */
export async function explainOrder(
  sources: readonly ResolvedSource[],
  stage: string | undefined,
): Promise<string> {
  const layers: OrderedLayer[] = []
  for (const source of sources) {
    const { label, files } = await loadSource(source, false, undefined)
    layers.push({ label, files: files.map(asOrderInput) })
  }
  const stages = stage === undefined ? inOrderOfMoments(stagesOf(layers)) : [stageOfPart(stage)]
  return stages.map((each) => tellOrder(each, effectiveSteps(layers, each).steps, layers)).join('')
}
