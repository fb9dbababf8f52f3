import type { RunSource } from '../engine/run-stages.ts'
import { readKernelCommandLine } from '../sources/kernel-command-line.ts'
import { defaultLayers, readGivenLayer, readLayer } from '../sources/layers.ts'
import { resolveNamed } from '../sources/resolve-source.ts'
import { resolveInRoot } from '../system/root-path.ts'
import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from './command.ts'
import { fetchSource } from './fetch-source.ts'
import { runAndReport } from './layered-run.ts'
import { loadRunOptions, type RunOptions, runOptions } from './run-options.ts'

/** The engine's main job: one stage with its before and after, over all layers. */
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
  operands: ['rootfs', 'initramfs', 'fs', 'boot', 'network', 'reconcile', 'reboot'],
  examples: [
    { command: 'cos-config run-stage boot', means: 'what the boot unit runs' },
    {
      command: 'cos-config run-stage boot --dry-run',
      means: 'what would it change? Touches nothing, needs no root',
    },
    {
      command: 'cos-config run-stage boot --root ./image --config-dir ./oem',
      means: 'apply a folder of configuration to an unpacked image',
    },
  ],
  exits: [
    { code: exitCodes.done, means: 'everything that applies was done' },
    { code: exitCodes.stepFailed, means: 'a step failed; the others ran' },
    { code: exitCodes.usage, means: 'the command line is wrong; nothing was done' },
    { code: exitCodes.brokenConfiguration, means: 'broken configuration was left out; the rest was applied' },
    { code: exitCodes.noInput, means: 'the folder of --root does not exist; nothing was done' },
    { code: exitCodes.internal, means: 'a defect of cos-config' },
    { code: exitCodes.cannotCreate, means: 'the report could not be written' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const [stage, surplus] = given.operands
    if (stage === undefined || stage === '')
      throw new UsageError('run-stage needs the name of a stage, such as boot')
    if (surplus !== undefined) throw new UsageError(`run-stage takes one stage; "${surplus}" is one too many`)
    const options = loadRunOptions(given)
    const print = options.json ? terminal.err : terminal.say
    const { exitCode, reportSaved } = await runAndReport(
      {
        ...options,
        name: stage,
        stages: [`${stage}.before`, stage, `${stage}.after`],
        sources: sourcesOf(options),
        surroundings: async () => {
          const { surroundingsOf } = await import('./surroundings.ts')
          return surroundingsOf({ ...options, note: (message) => print(`note: ${message}\n`) })
        },
        print,
        colours: terminal.colours(options.json ? 2 : 1),
      },
      terminal,
    )
    return reportSaved ? exitCode : exitCodes.cannotCreate
  },
}

/** All sources in their order: layers, what the kernel command line names, the command line itself. */
export function sourcesOf({
  configDirs,
  root,
  cmdline,
}: Pick<RunOptions, 'configDirs' | 'root' | 'cmdline'>): RunSource[] {
  const layers: RunSource[] =
    configDirs.length > 0
      ? configDirs.map((path) => ({ dotNotation: false, read: async () => readGivenLayer(path) }))
      : defaultLayers.map((path) => ({ dotNotation: false, read: async () => readLayer(path, root) }))
  const kernel = readKernelCommandLine(cmdline ?? procCmdline(root), cmdline !== undefined)
  const named: RunSource[] = kernel.sources.map((source) => ({
    dotNotation: false,
    read: () => resolveNamed(source, { root, fetch: fetchSource }),
  }))
  const { document, diagnostics } = kernel
  // Without /proc there is no command line, which is no mistake unless it was asked for.
  if (document === undefined && cmdline === undefined) return [...layers, ...named]
  const label = cmdline ?? '/proc/cmdline'
  const files = document === undefined ? [] : [{ ...document, file: label }]
  return [...layers, ...named, { dotNotation: true, read: async () => ({ label, files, diagnostics }) }]
}

function procCmdline(root: string): string {
  try {
    return resolveInRoot(root, '/proc/cmdline')
  } catch {
    // Links below the root go round, so there is none.
    return `${root}/proc/cmdline`
  }
}
