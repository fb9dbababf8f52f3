import { readArguments } from '../../src/commands/arguments.ts'
import type { Command, Terminal } from '../../src/commands/command.ts'

/** How a command ended, and what it printed. */
export interface Ended {
  readonly exitCode: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process, without colours. */
export async function runCommand(command: Command, words: readonly string[]): Promise<Ended> {
  let out = ''
  let err = ''
  const print = (text: string) => {
    out += text
  }
  const terminal: Terminal = {
    out: print,
    say: print,
    err: (text) => {
      err += text
    },
    isOutputLost: false,
    colours: () => false,
  }
  const exitCode = await command.run(readArguments(words, command.options), terminal)
  return { exitCode, out, err }
}
