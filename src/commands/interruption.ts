import { readFileSync } from 'node:fs'

/** Signals by which a service manager, a terminal or a person ends a program, with their numbers. */
const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/** A signal that ends a run. */
export type EndingSignal = keyof typeof numbers

const signals = Object.keys(numbers) as EndingSignal[]

/** The exit code that a shell shows for a program that a signal ended. */
export function exitCodeOfSignal(signal: EndingSignal): number {
  return 128 + numbers[signal]
}

/**
 * Lets `finish` run when a signal ends the process. The process then ends by that signal, as it would have without
 * this, so its parent sees what happened.
 */
export function onInterruption(finish: (signal: EndingSignal) => Promise<void>): void {
  let isEnding = false
  const end = async (signal: EndingSignal) => {
    if (isEnding) return
    isEnding = true
    try {
      await finish(signal)
    } finally {
      for (const name of signals) process.removeAllListeners(name)
      process.kill(process.pid, signal)
    }
  }
  const ignored = ignoredSignals()
  for (const signal of signals) if (!ignored.has(signal)) process.on(signal, end)
}

/** What the parent had ignored, as nohup does, stays ignored (proc_pid_status(5)). */
function ignoredSignals(): ReadonlySet<EndingSignal> {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? '0'
    return new Set(signals.filter((signal) => (BigInt(`0x${mask}`) >> BigInt(numbers[signal] - 1)) & 1n))
  } catch {
    return new Set()
  }
}
