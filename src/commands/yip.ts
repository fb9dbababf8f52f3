import { type LogLevel, logLevels } from '../core/report/text.ts'
import type { RunSource } from '../engine/run-stages.ts'
import { resolveSource } from '../sources/resolve-source.ts'
import { version } from '../version.ts'
import { readArguments } from './arguments.ts'
import {
  type Arguments,
  type Command,
  exitCodes,
  InputError,
  type Option,
  type Terminal,
  UsageError,
} from './command.ts'
import { fetchSource } from './fetch-source.ts'
import { runAndReport } from './layered-run.ts'

const options: readonly Option[] = [
  {
    long: 'stage',
    short: 's',
    value: 'STAGE',
    mayBeEmpty: true,
    docs: 'Stage to apply; default when not given',
  },
  {
    long: 'dotnotation',
    short: 'd',
    truth: true,
    docs: 'The sources are in dot notation (stages.boot[0].name=x)',
  },
  { long: 'analyze', short: 'a', truth: true, docs: 'Print the order of the steps and run nothing' },
  { long: 'no-cache', docs: 'Do not use or write the cache of decoded files' },
]

/** yip's own command line: whatever calls yip can call this. */
export const yip: Command = {
  name: 'yip',
  summary: 'Take the command line of yip; also when started under the name yip',
  synopsis: 'yip [-s STAGE] [-d] [-a] SOURCE...',
  description:
    'Each source is a directory, a file, a URL, or the configuration itself as text; a sole - reads standard\n' +
    'input. LOGLEVEL in the environment (error, warning, info, debug, trace) sets how much is printed.',
  options,
  operands: 'files',
  examples: [
    { command: 'cos-config yip -s initramfs /oem', means: 'one stage over a directory' },
    {
      command: "cos-config yip '{stages: {default: [{commands: [date]}]}}'",
      means: 'a configuration given as text',
    },
  ],
  exits: [
    { code: exitCodes.done, means: 'everything that applies was done' },
    { code: exitCodes.stepFailed, means: 'something failed, or the command line is wrong' },
  ],
  run: (given, terminal) => run(given, terminal),
}

/** Runs with yip's command line: its help and version flags, and its exit code 1 for all that is wrong. */
export async function runAsYip(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const given = readArguments(words, [
      ...options,
      { long: 'help', short: 'h', truth: true, docs: '' },
      { long: 'version', short: 'v', truth: true, docs: '' },
    ])
    if (given.switches.has('help')) {
      const { commandHelp } = await import('./help.ts')
      terminal.out(commandHelp(yip))
      return exitCodes.done
    }
    if (given.switches.has('version')) {
      terminal.out(`yip version 1.24.0 (cos-config ${version})\n`)
      return exitCodes.done
    }
    return await run(given, terminal)
  } catch (error) {
    if (error instanceof InputError) {
      terminal.err(`yip: ${error.message}\n`)
      return exitCodes.stepFailed
    }
    if (!(error instanceof UsageError)) throw error
    terminal.err(`yip: ${error.message}\nTry 'yip --help'.\n`)
    return exitCodes.stepFailed
  }
}

async function run(given: Arguments, terminal: Terminal): Promise<number> {
  if (given.operands.length === 0) throw new UsageError('yip needs at least one path or URL as argument')
  const stage = given.value('stage') ?? 'default'
  const dotNotation = given.switches.has('dotnotation')
  const sources = await sourcesOf(given.operands, dotNotation)
  const cache = !given.switches.has('no-cache')
  const logLevel = levelOf(process.env.LOGLEVEL)
  if (given.switches.has('analyze')) {
    const { analyze } = await import('./analyze.ts')
    return analyze({ stage, sources, cache, terminal })
  }
  const print = terminal.err
  const { exitCode } = await runAndReport(
    {
      name: stage,
      stages: [stage],
      sources,
      surroundings: async () => {
        const { surroundingsOf } = await import('./surroundings.ts')
        return surroundingsOf({
          root: '/',
          dryRun: false,
          strict: false,
          timeout: 0,
          note: (message) => print(`note: ${message}\n`),
        })
      },
      root: '/',
      dryRun: false,
      strict: false,
      json: false,
      logLevel,
      cache,
      print,
      colours: terminal.colours(2),
    },
    terminal,
  )
  return exitCode === exitCodes.done ? exitCodes.done : exitCodes.stepFailed
}

async function sourcesOf(operands: readonly string[], dotNotation: boolean): Promise<RunSource[]> {
  if (operands.length === 1 && operands[0] === '-') {
    const { readStandardInput } = await import('../sources/standard-input.ts')
    const text = await readStandardInput()
    if (typeof text !== 'string') throw new InputError(`standard input ${text.problem}`)
    return [source(text)]
  }
  return operands.map(source)

  function source(text: string): RunSource {
    return { dotNotation, read: () => resolveSource(text, { fetch: fetchSource, dotNotation }) }
  }
}

function levelOf(word: string | undefined): LogLevel {
  return logLevels.find((level) => level === word?.toLowerCase()) ?? 'info'
}
