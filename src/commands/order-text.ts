import { conditionKeys } from '../conditions/keys.ts'
import { type EffectiveStep, type OrderedLayer, partsOf } from '../core/order/effective.ts'
import { firstLine, oneLine } from '../core/report/console-text.ts'
import { formatPlace } from '../core/report/diagnostic.ts'

/** The order of a stage as text for people: by part, a line that says where and one that says what and why. */
export function tellOrder(
  stage: string,
  steps: readonly EffectiveStep[],
  layers: readonly OrderedLayer[],
): string {
  if (steps.length === 0) return `${oneLine(stage)}: no steps\n`
  const width = String(steps.length).length
  let text = ''
  for (const part of partsOf(stage)) {
    const own = steps.filter((step) => step.stage === part)
    if (own.length > 0) text += `${oneLine(part)}\n`
    let layer: number | undefined
    for (const step of own) {
      if (step.layer !== layer) text += `  ${oneLine(layers[step.layer]?.label ?? step.file)}\n`
      layer = step.layer
      const number = String(steps.indexOf(step) + 1).padStart(width)
      text += `    ${number}. ${oneLine(placeOf(step))}  ${firstLine(titleOf(step))}\n`
      text += `    ${' '.repeat(width)}  ${firstLine(`${contentsOf(step)}; ${step.because}`)}\n`
    }
  }
  return text
}

function placeOf({ file, place: [line, column] }: EffectiveStep): string {
  return formatPlace({ source: file, line, column })
}

function titleOf({ name, file }: EffectiveStep): string {
  const own = name.startsWith(`${file}.`) ? name.slice(file.length + 1) : name
  return /^\d+$/.test(own) ? `step ${own}` : own
}

const aside: ReadonlySet<string> = new Set([...conditionKeys, 'name', 'after', 'environment_file'])

function contentsOf({ step }: EffectiveStep): string {
  const keys = Object.keys(step).filter((key) => !aside.has(key))
  const conditions = conditionKeys.filter((key) => step[key] !== undefined && step[key] !== '')
  const does = keys.length === 0 ? 'nothing to do' : keys.join(', ')
  return conditions.length === 0 ? does : `${does} [${conditions.join(', ')}]`
}
