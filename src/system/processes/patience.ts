import { setTimeout as pause } from 'node:timers/promises'
import type { Run, RunOutput } from '../../core/machine.ts'
import { describeCommand } from '../../core/report/command.ts'

/** Milliseconds between two tries. */
const PAUSE = 1000

/** Milliseconds after which people are told that it still runs, and between two such words. */
const FIRST_WORD = 10_000
const NEXT_WORD = 60_000

/**
 * Runs a program that may take long: again what failed only because another program holds a lock, until that is free
 * or the patience is at its end. People are told what is waited for.
 */
export async function patiently(
  change: Run,
  once: () => Promise<RunOutput>,
  tell: (message: string) => void,
): Promise<RunOutput> {
  const { signs = [], patience = 0 } = change.whileBusy ?? {}
  const started = performance.now()
  const silence = keepTelling(change, tell)
  try {
    for (let told = false; ; told = true) {
      const output = await once()
      const sign = busyLine(output, signs)
      if (sign === undefined || performance.now() + PAUSE > started + patience) return output
      if (!told) tell(`${describeCommand(change)} waits for another program: ${sign}`)
      await pause(PAUSE)
    }
  } finally {
    silence()
  }
}

/** The line of a failed program's output that tells of a lock. */
function busyLine({ exit, stdout, stderr }: RunOutput, signs: readonly string[]): string | undefined {
  if (exit === 0 || exit === undefined) return undefined
  const lines = `${stderr}\n${stdout}`.split('\n')
  return lines.find((line) => signs.some((sign) => line.includes(sign)))?.trim()
}

function keepTelling(change: Run, tell: (message: string) => void): () => void {
  const started = performance.now()
  const word = () => {
    const seconds = Math.round((performance.now() - started) / 1000)
    tell(`${describeCommand(change)} is at work since ${seconds} s`)
    timer = setTimeout(word, NEXT_WORD)
  }
  let timer = setTimeout(word, FIRST_WORD)
  return () => clearTimeout(timer)
}
