import { closeSync } from 'node:fs'
import type { RunOutput } from '../../core/machine.ts'
import { type ChildProcess, childProcess } from './child-process.ts'
import { OutputPipe } from './output-pipe.ts'
import type { Output } from './redirect.ts'
import {
  type End,
  endGroup,
  optionsOf,
  type Program,
  type StartedProgram,
  started,
} from './started-program.ts'
import { within } from './within.ts'

/** Milliseconds from which on output is read while the program runs; most have ended by then and are read once. */
const QUIET = 4

/**
 * Runs a program and waits until it has ended and nobody holds its output open any more. Past the deadline its
 * whole process group gets SIGTERM, then SIGKILL. Throws the system's error when it cannot be started.
 */
export async function runProgram(program: Program): Promise<RunOutput> {
  const tool = await childProcess()
  const pipes = takePipes(tool)
  if (pipes === undefined) return (await import('./run-with-sockets.ts')).runWithSockets(program, tool)
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

/** Whether pipes cannot be made here: no tool for it, or no folder. */
let areImpossible = false

function takePipes({ execFileSync }: ChildProcess): Pipes | undefined {
  const known = idle.pop()
  if (known !== undefined || areImpossible) return known
  try {
    return OutputPipe.makeTwo(execFileSync)
  } catch {
    areImpossible = true
    return undefined
  }
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

function start(program: Program, pipes: Pipes, { spawn }: ChildProcess): StartedProgram {
  const writers = pipes.map((pipe) => pipe.openWriter())
  const { outputs = [1, 2] } = program
  const descriptor = (output: Output) => (typeof output === 'object' ? output.file : writers[output - 1])
  try {
    return started(
      spawn(program.file, program.argv.slice(1), optionsOf(program, outputs.map(descriptor))),
      program,
    )
  } finally {
    for (const writer of writers) closeSync(writer)
  }
}
