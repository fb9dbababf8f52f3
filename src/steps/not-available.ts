import type { Planning } from './step.ts'

/** What a step key plans that is read and checked but cannot be applied yet. */
export async function* notAvailable(key: string, instead: string): Planning {
  yield {
    kind: 'problem',
    severity: 'error',
    message: `${key} is not available in this version; nothing of it was done`,
    help: instead,
  }
}
