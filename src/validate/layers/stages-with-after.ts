import type { CheckedFile } from '../rule.ts'

/** Stages of a source in which some step says what it waits for; in the others the order is as files and steps stand. */
export function stagesWithAfter(files: readonly CheckedFile[]): ReadonlySet<string> {
  const stages = new Set<string>()
  for (const { loaded } of files) {
    for (const [stage, steps] of Object.entries(loaded.config?.stages ?? {})) {
      if (steps.some(({ after }) => Array.isArray(after) && after.length > 0)) stages.add(stage)
    }
  }
  return stages
}
