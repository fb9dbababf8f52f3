import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { allCommands } from './index.ts'

const shells = ['bash', 'zsh', 'fish'] as const

/** Prints a completion script, made from the same option tables as the help. */
export const completion: Command = {
  name: 'completion',
  summary: 'Print a completion script for a shell',
  synopsis: 'completion bash|zsh|fish',
  options: [],
  operands: shells,
  examples: [
    { command: 'cos-config completion bash > /etc/bash_completion.d/cos-config', means: 'complete in bash' },
    {
      command: 'cos-config completion zsh > /usr/share/zsh/site-functions/_cos-config',
      means: 'complete in zsh',
    },
    { command: 'cos-config completion fish | source', means: 'complete in this fish' },
  ],
  exits: [
    { code: exitCodes.done, means: 'the script was printed' },
    { code: exitCodes.usage, means: 'the shell is not known' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const shell = shells.find((name) => name === given.operands[0])
    if (shell === undefined || given.operands.length > 1)
      throw new UsageError(`completion takes ${shells.join(', ')}`)
    const { completionScript } = await import('./completion-script.ts')
    terminal.out(completionScript(shell, await allCommands()))
    return exitCodes.done
  },
}
