import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { rootFolder } from './root-folder.ts'

/** Prints what templates see as `.Values`. */
export const facts: Command = {
  name: 'facts',
  summary: 'Print the data that templates see, as JSON',
  synopsis: 'facts [--root DIR]',
  options: [{ long: 'root', value: 'DIR', docs: 'Look at the tree below DIR, not at the running system' }],
  examples: [{ command: 'cos-config facts', means: 'what can stand after .Values on this machine?' }],
  exits: [
    { code: exitCodes.done, means: 'the data was printed' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    { code: exitCodes.noInput, means: 'there is no folder DIR' },
    { code: exitCodes.cannotCreate, means: 'the output could not be written: the disk is full' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    if (given.operands.length > 0) throw new UsageError(`facts takes no operand, not "${given.operands[0]}"`)
    const { templateData } = await import('../system/facts/index.ts')
    const data = await templateData(rootFolder(given))
    terminal.out(`${JSON.stringify(data, undefined, 2)}\n`)
    return exitCodes.done
  },
}
