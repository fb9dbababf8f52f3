import type { Step } from '../steps/index.ts'
import type { CheckedFile, ConfigPath } from './rule.ts'

/** A step of a file, with its path in the decoded configuration. */
export interface PlacedStep {
  readonly stage: string
  readonly path: ConfigPath
  readonly step: Step
}

/** All rules look at one file before the next. */
let last: { readonly file: CheckedFile; readonly steps: readonly PlacedStep[] } | undefined

/** All steps of a file by stage, as they stand; none of a file that is rejected. */
export function stepsOf(file: CheckedFile): readonly PlacedStep[] {
  if (last?.file !== file) last = { file, steps: read(file) }
  return last.steps
}

function read(file: CheckedFile): readonly PlacedStep[] {
  const stages = Object.entries(file.loaded.config?.stages ?? {})
  return stages.flatMap(([stage, steps]) =>
    // The decoder has made them by the shape that this type comes from.
    steps.map((step, index) => ({ stage, path: ['stages', stage, index], step: step as Step })),
  )
}
