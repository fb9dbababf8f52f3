import type { CheckedFile, Span } from './rule.ts'
import type { RuleFinding } from './run-rules.ts'

/** Tells findings that stand in steps of other stages from all others. */
export function isInStage(file: CheckedFile, stage: string): (finding: RuleFinding) => boolean {
  const wanted = new Set([`${stage}.before`, stage, `${stage}.after`])
  const others: Span[] = []
  for (const [name, steps] of Object.entries(file.loaded.config?.stages ?? {})) {
    if (wanted.has(name)) continue
    for (const index of steps.keys()) others.push(file.value(['stages', name, index]))
  }
  return ({ span }) => !others.some(({ start, end }) => span.start >= start && span.start < end)
}
