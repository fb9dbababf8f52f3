import type { Readable } from 'node:stream'
import type { RunOutput } from '../../core/machine.ts'
import type { ChildProcess } from './child-process.ts'
import { OutputTail } from './output-tail.ts'
import type { Output } from './redirect.ts'
import { endGroup, optionsOf, type Program, started } from './started-program.ts'
import { within } from './within.ts'

/**
 * Runs a program where pipes cannot be made: its output goes to sockets, which it cannot open again as /dev/stderr
 * or /dev/stdout, and one output redirected to the other goes nowhere but there.
 */
export async function runWithSockets(program: Program, { spawn }: ChildProcess): Promise<RunOutput> {
  const { outputs = [1, 2] } = program
  const descriptor = (output: Output) => (typeof output === 'object' ? output.file : 'pipe')
  const child = spawn(program.file, program.argv.slice(1), optionsOf(program, outputs.map(descriptor)))
  const { pid, ended } = started(child, program)
  const tails = [new OutputTail(), new OutputTail()] as const
  const closed = [follow(child.stdout, tails[0]), follow(child.stderr, tails[1])]
  const finished = Promise.all([ended, ...closed])
  const done = await within(finished, program.timeout > 0 ? program.timeout : undefined)
  if (done !== undefined) return { ...done[0], stdout: tails[0].text, stderr: tails[1].text }
  if ((await endGroup(pid, finished)) === undefined) {
    child.stdout?.destroy()
    child.stderr?.destroy()
  }
  const end = (await within(ended, 0)) ?? { exit: undefined }
  return { ...end, timedOut: true, stdout: tails[0].text, stderr: tails[1].text }
}

function follow(stream: Readable | null, tail: OutputTail): Promise<void> {
  return new Promise((resolve) => {
    if (stream === null) return resolve()
    stream.on('data', (chunk: Buffer) => tail.add(chunk))
    stream.on('error', () => {})
    stream.on('close', resolve)
    return undefined
  })
}
