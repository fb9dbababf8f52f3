import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { layerOptions, loadLayers } from './layer-options.ts'

/** Tells which steps touch something, and which of them wins. */
export const why: Command = {
  name: 'why',
  summary: 'Tell which steps touch a file, user, unit or kernel parameter, and which one wins',
  synopsis: 'why [OPTION]... NAME',
  description:
    'Looks through all stages of all layers, as a boot would read them, and runs nothing. NAME is a path when it\n' +
    'starts with a slash; what is below a folder counts too. Any other name is looked for among users, groups,\n' +
    'units, kernel parameters and modules, variables and packages. Steps are listed in the order in which a\n' +
    'machine meets them: installation, boot, afterwards. A command that holds the name is listed as "maybe".',
  options: [...layerOptions, { long: 'json', docs: 'Print JSON' }],
  examples: [
    { command: 'cos-config why /etc/motd', means: 'who writes this file?' },
    { command: 'cos-config why sshd', means: 'what enables, disables or changes this unit?' },
    { command: 'cos-config why net.ipv4.ip_forward --root ./image', means: 'the same of an unpacked image' },
    { command: 'cos-config why admin --config-dir ./oem', means: 'of the files in a folder alone' },
  ],
  exits: [
    { code: exitCodes.done, means: 'something touches it' },
    { code: exitCodes.stepFailed, means: 'nothing touches it' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    {
      code: exitCodes.brokenConfiguration,
      means: 'some configuration is broken and was left out; the rest was printed',
    },
    { code: exitCodes.noInput, means: 'the folder of --root does not exist' },
    { code: exitCodes.cannotCreate, means: 'the output could not be written: the disk is full' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const [name, surplus] = given.operands
    if (name === undefined || name === '')
      throw new UsageError('why needs a path, or the name of a user, unit or kernel parameter')
    if (surplus !== undefined) throw new UsageError(`why takes one name; "${surplus}" is one too many`)
    const [{ historyOf }, { questionOf }, { printedHistory, tellHistory }] = await Promise.all([
      import('../validate/touches/history.ts'),
      import('../validate/touches/question.ts'),
      import('./why-view.ts'),
    ])
    const { layers, isBroken } = await loadLayers(given, terminal)
    const question = questionOf(name)
    const history = printedHistory(await historyOf(question, layers), layers)
    if (given.switches.has('json'))
      terminal.out(`${JSON.stringify({ name: question.word, touches: history }, undefined, 2)}\n`)
    else if (history.length > 0) terminal.out(tellHistory(question.word, history, terminal.colours(1)))
    else terminal.err(`nothing touches ${question.word}\n`)
    if (isBroken) return exitCodes.brokenConfiguration
    return history.length > 0 ? exitCodes.done : exitCodes.stepFailed
  },
}
