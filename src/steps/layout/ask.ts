import type { Change, ChangeOutcome } from '../../core/machine.ts'

/** A part of the step that yields changes and ends with a value. */
export type Part<T> = AsyncGenerator<Change, T, ChangeOutcome>

/** What a program answers: `unknown` where nothing is asked (in a plan, or below another root). */
export type Answer =
  | { readonly output: string }
  | { readonly unknown: string }
  | { readonly failed: string; readonly exit: number | undefined }

/** Milliseconds for a program that only looks at a disk or at its table. */
const SHORT = 2 * 60_000

/** Asks a program; nothing is meant to change by it, and a failure is the asker's to tell. */
export async function* ask(argv: readonly string[]): Part<Answer> {
  const outcome = yield { kind: 'run', command: { argv }, question: true, live: true, timeout: SHORT }
  if (!outcome.ok) {
    const said = outcome.output?.stderr.trim().split('\n').at(-1) ?? ''
    return { failed: said === '' ? outcome.error.message : said, exit: outcome.output?.exit }
  }
  if (outcome.skipped !== undefined) return { unknown: outcome.skipped }
  return { output: outcome.output?.stdout ?? '' }
}

/** Runs a program that works on a disk's table. False when it failed, which was told then. */
export async function* work(
  argv: readonly string[],
  input: string | undefined,
  about: string,
): Part<boolean> {
  const { ok } = yield {
    kind: 'run',
    command: { argv },
    ...(input !== undefined && { input }),
    about,
    live: true,
    timeout: SHORT,
  }
  return ok
}

/** Waits until the device manager has seen what changed; as in yip it does not matter how that ends. */
export async function* settle(): Part<void> {
  const command = { shell: 'udevadm trigger && udevadm settle' }
  yield { kind: 'run', command, question: true, live: true, timeout: SHORT }
}

/** Says that something cannot be done, and what to do. */
export async function* problem(
  severity: 'error' | 'warning',
  message: string,
  at: readonly (string | number)[],
  help?: string,
): Part<void> {
  yield { kind: 'problem', severity, message, at, ...(help !== undefined && { help }) }
}
