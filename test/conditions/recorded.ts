import type { Test } from 'tap'
import { checkConditions } from '../../src/conditions/index.ts'
import type { Problem } from '../../src/core/machine.ts'
import { decodeStep } from '../steps/decode-step.ts'
import { rowsOf, type StepInput, type StepOutput, surroundings } from '../steps/misc-table.ts'
import { MemoryMachine } from '../system/memory-machine.ts'

/** How the conditions of a step that needs no facts ended: a reason for a skip, or none. */
export async function checkStep(
  step: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string | null>>,
  workFolder = '/',
): Promise<{ readonly reason: string | undefined; readonly problems: readonly Problem[] }> {
  const machine = new MemoryMachine({ files })
  const checking = checkConditions(step, {
    ...surroundings(step, machine),
    workFolder,
    hostName: '',
    architecture: '',
    refreshFacts: async () => ({ name: '', version: '' }),
  })
  const problems: Problem[] = []
  for (;;) {
    const next = await checking.next({ ok: true, changed: false })
    if (next.done) return { reason: next.value.holds ? undefined : next.value.reason, problems }
    if (next.value.kind === 'problem') problems.push(next.value)
  }
}

/** Checks all rows of misc.json of one condition: an error there is a skipped step. */
export async function checkRows(t: Test, functionName: string, key: string, count: number): Promise<void> {
  const rows = rowsOf<StepInput, StepOutput>(functionName)
  t.equal(rows.length, count)
  for (const { name, input, error = false } of rows) {
    const { reason } = await checkStep(decodeStep(input.step), input.files)
    t.equal(reason !== undefined, error, `${name}: ${key} ${input.step}`)
  }
}
