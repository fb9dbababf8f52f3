import { setTimeout } from 'node:timers/promises'
import type { Run, RunOutput } from '../../core/machine.ts'

/** Milliseconds between two tries. */
const PAUSE = 1000

/** Runs again what failed only because another program holds a lock, until it is free or the patience is at its end. */
export async function patiently(
  { signs, patience }: NonNullable<Run['whileBusy']>,
  once: () => Promise<RunOutput>,
): Promise<RunOutput> {
  const end = performance.now() + patience
  for (;;) {
    const output = await once()
    if (!isBusy(output, signs) || performance.now() + PAUSE > end) return output
    await setTimeout(PAUSE)
  }
}

function isBusy({ exit, stdout, stderr }: RunOutput, signs: readonly string[]): boolean {
  if (exit === 0 || exit === undefined) return false
  return signs.some((sign) => stderr.includes(sign) || stdout.includes(sign))
}
