import type { SpawnOptions } from 'node:child_process'
import { closeSync } from 'node:fs'
import type { RunOutput } from '../../core/machine.ts'
import { type ChildProcess, childProcess } from './child-process.ts'
import { OutputPipe } from './output-pipe.ts'
import type { Output, Outputs } from './redirect.ts'
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

/** Milliseconds from which on output is read while the program runs; most have ended by then and are read once. */
const QUIET = 4

/** Milliseconds between asking a program to end and ending it, and between that and giving up on it. */
const GRACE = 5000
const GIVING_UP = 1000

/**
 * Runs a program and waits until it has ended and nobody holds its output open any more. Past the deadline its
 * whole process group gets SIGTERM, then SIGKILL. Throws the system's error when it cannot be started.
 */
export async function runProgram(program: Program): Promise<RunOutput> {
  const tool = await childProcess()
  const pipes = takePipes(tool)
  let free = true
  try {
    const child = start(program, pipes, tool)
    const early = await within(child.ended, QUIET)
    if (early !== undefined && drainNow(pipes)) return outputOf(pipes, early)
    const finished = Promise.all([child.ended, drain(pipes)])
    const done = await within(finished, program.timeout > 0 ? program.timeout - QUIET : undefined)
    if (done !== undefined) return outputOf(pipes, done[0])
    free = (await endGroup(child.pid, finished)) !== undefined
    const end = (await within(child.ended, 0)) ?? { exit: undefined }
    return { ...outputOf(pipes, end), timedOut: true }
  } finally {
    if (free) idle.push(pipes)
    else abandon(pipes)
  }
}

/** The two outputs of a program. */
type Pipes = readonly [stdout: OutputPipe, stderr: OutputPipe]

/** Pipes that nobody uses at the moment. */
const idle: Pipes[] = []

function takePipes({ execFileSync }: ChildProcess): Pipes {
  return idle.pop() ?? OutputPipe.makeTwo(execFileSync)
}

function drainNow([stdout, stderr]: Pipes): boolean {
  // Both, also when the first is still held open.
  const ended = [stdout.drainNow(), stderr.drainNow()]
  return ended.every((hasEnded) => hasEnded)
}

async function drain([stdout, stderr]: Pipes): Promise<void> {
  await Promise.all([stdout.drain(), stderr.drain()])
}

function abandon([stdout, stderr]: Pipes): void {
  stdout.abandon()
  stderr.abandon()
}

function outputOf([stdout, stderr]: Pipes, end: End): RunOutput {
  return { ...end, stdout: stdout.takeText(), stderr: stderr.takeText() }
}

/** How a program ended by itself or was ended. */
type End = Pick<RunOutput, 'exit' | 'signal'>

interface Child {
  readonly pid: number | undefined
  readonly ended: Promise<End>
}

function start(program: Program, pipes: Pipes, { spawn }: ChildProcess): Child {
  const { file, argv, environment, input, timeout, outputs = [1, 2] } = program
  const writers = pipes.map((pipe) => pipe.openWriter())
  const descriptor = (output: Output) => (typeof output === 'object' ? output.file : writers[output - 1])
  const options: SpawnOptions = {
    argv0: argv[0] ?? file,
    env: environment,
    stdio: [input === undefined ? 'ignore' : 'pipe', ...outputs.map(descriptor)],
    // A group of its own, so that all of it can be ended at the deadline.
    detached: timeout > 0,
  }
  try {
    const child = spawn(file, argv.slice(1), options)
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
  } finally {
    for (const writer of writers) closeSync(writer)
  }
}

async function endGroup<T>(group: number | undefined, finished: Promise<T>): Promise<T | undefined> {
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
