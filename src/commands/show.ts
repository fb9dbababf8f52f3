import { resolveSource } from '../sources/resolve-source.ts'
import { type Arguments, type Command, exitCodes, InputError, type Terminal, UsageError } from './command.ts'
import { exactJson } from './exact-json.ts'
import { fetchSource } from './fetch-source.ts'
import { layerOptions } from './layer-options.ts'

const formats = ['json', 'yaml'] as const

/** What the options of layers mean here, in the space there is. */
const effectiveDocs: Readonly<Record<string, string>> = {
  'config-dir': 'read this directory or file, not the layers',
  root: 'look at the layers below DIR',
  cmdline: 'read the kernel command line from FILE',
}

/** Prints what the engine understood of sources, in yip's own key names. */
export const show: Command = {
  name: 'show',
  summary: 'Print what the engine understands of configuration',
  synopsis:
    'show [--format json|yaml] SOURCE...\n       cos-config show --effective STAGE [OPTION]... [SOURCE]...',
  description:
    'A source is a directory, a file, a URL, a text, or - for standard input. #cloud-config and dot notation are\n' +
    'shown as the steps they become. Quoted glob patterns are expanded.\n' +
    'With --effective: the steps of a stage in the order in which they run, over all layers as run-stage reads them\n' +
    'or over the given sources, with the place of each and why it stands there. Nothing is run.',
  options: [
    { long: 'effective', value: 'STAGE', docs: 'Show the steps of a stage in the order in which they run' },
    {
      long: 'format',
      value: 'FORMAT',
      choices: formats,
      docs: 'json when not given; with --effective text for people when not given',
    },
    { long: 'dotnotation', short: 'd', docs: 'The sources are in dot notation, like a kernel command line' },
    ...layerOptions.map((option) => ({ ...option, docs: `With --effective: ${effectiveDocs[option.long]}` })),
  ],
  operands: 'files',
  examples: [
    { command: 'cos-config show /oem', means: 'all files of a layer' },
    { command: 'cos-config show --format yaml user-data', means: 'a #cloud-config as the steps it becomes' },
    { command: 'cos-config show -d /proc/cmdline', means: 'what does the kernel command line say?' },
    {
      command: 'cos-config show --effective boot',
      means: 'which steps does the boot stage run, and in which order?',
    },
    {
      command: 'cos-config show --effective initramfs ./oem',
      means: 'the same of a folder that is to become a layer',
    },
  ],
  exits: [
    { code: exitCodes.done, means: 'everything was understood' },
    { code: exitCodes.usage, means: 'the command line is wrong' },
    { code: exitCodes.brokenConfiguration, means: 'something was not understood; the rest was printed' },
    { code: exitCodes.noInput, means: 'standard input could not be read' },
    { code: exitCodes.cannotCreate, means: 'the output could not be written: the disk is full' },
  ],
  async run(given: Arguments, terminal: Terminal): Promise<number> {
    const stage = given.value('effective')
    if (stage !== undefined) {
      const { showEffective } = await import('./effective-view.ts')
      return showEffective(stage, given, terminal)
    }
    const surplus = layerOptions.find(({ long }) => given.values(long).length > 0)
    if (surplus !== undefined) throw new UsageError(`--${surplus.long} goes with --effective`)
    if (given.operands.length === 0)
      throw new UsageError('show needs a source: a directory, a file, a URL or -')
    const dotNotation = given.switches.has('dotnotation')
    const [{ loadSource }, { TextPrinter }, { expandGlobs }] = await Promise.all([
      import('../engine/load.ts'),
      import('../core/report/text.ts'),
      import('../sources/glob.ts'),
    ])
    const printer = new TextPrinter({ colours: terminal.colours(2) })
    const shown: Shown[] = []
    let broken = false
    for (const source of await expandGlobs(await textsOf(given.operands))) {
      const resolved = await resolveSource(source, { fetch: fetchSource, dotNotation })
      const { files, diagnostics } = await loadSource(resolved, dotNotation, undefined)
      for (const { file, loaded } of files) {
        const { name, stages } = loaded.config
        shown.push({ source: file, ...(name !== undefined && { name }), stages })
      }
      for (const diagnostic of diagnostics) terminal.err(printer.diagnostic(diagnostic))
      broken ||= diagnostics.some((diagnostic) => diagnostic.severity === 'error')
    }
    terminal.out(given.value('format') === 'yaml' ? await asYaml(shown) : exactJson(shown))
    return broken ? exitCodes.brokenConfiguration : exitCodes.done
  },
}

interface Shown {
  readonly source: string
  readonly name?: string
  readonly stages: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

/** Operands as sources: a lone `-` is what standard input says. Throws an {@link InputError} when it cannot be read. */
export async function textsOf(operands: readonly string[]): Promise<readonly string[]> {
  if (operands.length !== 1 || operands[0] !== '-') return operands
  const { readStandardInput } = await import('../sources/standard-input.ts')
  const text = await readStandardInput()
  if (typeof text !== 'string') throw new InputError(`standard input ${text.problem}`)
  return [text]
}

async function asYaml(shown: readonly Shown[]): Promise<string> {
  const { toYaml } = await import('../core/config/to-yaml.ts')
  return shown.map(({ source, ...config }) => `# ${source}\n${toYaml(config)}`).join('---\n')
}
