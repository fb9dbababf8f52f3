import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { loadRunOptions, runOptions } from './run-options.ts'

/** The engine's main job: one stage and its before and after, over all layers. */
export const runStage: Command = {
  name: 'run-stage',
  summary: 'Run a stage over all configuration layers and the kernel command line',
  synopsis: 'run-stage [OPTION]... STAGE',
  description:
    'Runs STAGE.before, STAGE and STAGE.after. Each goes over all sources before the next one begins:\n' +
    '/system/oem, /oem and /usr/local/cloud-config (all .yaml and .yml files, in byte order of their paths),\n' +
    'then what cos.setup= and elemental.setup= on the kernel command line name, and last the command line\n' +
    'itself in dot notation. A failing step or a broken file never stops the others.\n' +
    'The report goes to /run/cos-config/STAGE.json.',
  options: runOptions,
  examples: [
    { command: 'cos-config run-stage boot', means: 'what the boot unit runs' },
    {
      command: 'cos-config run-stage boot --dry-run',
      means: 'what would it change? Touches nothing, needs no root',
    },
    {
      command: 'cos-config run-stage boot --root ./image --config-dir ./oem',
      means: 'apply a folder to an unpacked image',
    },
  ],
  exits: [
    { code: exitCodes.done, means: 'everything that applies was done' },
    { code: exitCodes.stepFailed, means: 'a step failed; the others ran' },
    { code: exitCodes.usage, means: 'the command line is wrong; nothing was done' },
    {
      code: exitCodes.brokenConfiguration,
      means: 'some configuration is broken and was left out; the rest was applied',
    },
    { code: exitCodes.internal, means: 'a defect of cos-config' },
    { code: exitCodes.cannotCreate, means: 'the report could not be written' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const [stage, surplus] = given.operands
    if (stage === undefined) throw new UsageError('run-stage needs the name of a stage, such as boot')
    if (surplus !== undefined) throw new UsageError(`run-stage takes one stage; "${surplus}" is one too many`)
    const options = loadRunOptions(given)
    const { runOverLayers } = await import('../engine/run-over-layers.ts')
    return runOverLayers(stage, options, terminal)
  },
}
