import type { ChildProcess, SpawnOptions } from 'node:child_process'
import type { RunOutput } from '../../core/machine.ts'
import type { Outputs } from './redirect.ts'
import { within } from './within.ts'

/** A program to be run. */
export interface Program {
  /** The file, or a name to be looked for on PATH. */
  readonly file: string
  /** Its own name as it sees it, and its arguments. */
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly input?: string | undefined
  /** Where its output goes; default its own two pipes. */
  readonly outputs?: Outputs
  /** Milliseconds; 0 is no deadline. */
  readonly timeout: number
}

/** How a program ended by itself or was ended. */
export type End = Pick<RunOutput, 'exit' | 'signal'>

/** A program that runs. */
export interface StartedProgram {
  readonly pid: number | undefined
  /** Settles when it has ended, or fails when it could not be started. */
  readonly ended: Promise<End>
}

/** Milliseconds between asking a program to end and ending it, and between that and giving up on it. */
const GRACE = 5000
const GIVING_UP = 1000

/** How to start a program with these descriptors, or kinds, of output. */
export function optionsOf(
  { file, argv, environment, input, timeout }: Program,
  outputs: readonly (number | 'pipe' | undefined)[],
): SpawnOptions {
  return {
    argv0: argv[0] ?? file,
    env: environment,
    stdio: [input === undefined ? 'ignore' : 'pipe', ...outputs],
    // A group of its own, so that all of it can be ended at the deadline.
    detached: timeout > 0,
  }
}

/** Gives a program its input and watches for its end. */
export function started(child: ChildProcess, { input }: Program): StartedProgram {
  const ended = new Promise<End>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) =>
      resolve({ exit: code ?? undefined, ...(signal !== null && { signal }) }),
    )
  })
  // A program may end without reading all of its input.
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return { pid: child.pid, ended }
}

/** Ends a process group, kindly at first; undefined when `finished` does not settle even then. */
export async function endGroup<T>(group: number | undefined, finished: Promise<T>): Promise<T | undefined> {
  kill(group, 'SIGTERM')
  const ended = await within(finished, GRACE)
  if (ended !== undefined) return ended
  kill(group, 'SIGKILL')
  return within(finished, GIVING_UP)
}

function kill(group: number | undefined, signal: NodeJS.Signals): void {
  if (group === undefined) return
  try {
    process.kill(-group, signal)
  } catch {
    // All of it has ended; only its output is still held by somebody who left the group.
  }
}
