import { version } from '../version.ts'
import { readArguments } from './arguments.ts'
import { type Command, exitCodes, InputError, UsageError } from './command.ts'
import { runStage } from './run-stage.ts'
import { processTerminal } from './terminal.ts'
import { runAsYip, yip } from './yip.ts'

/** All commands by name. Those of a boot are here already, the others are loaded when they are asked for. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  'run-stage': async () => runStage,
  validate: async () => (await import('./validate.ts')).validate,
  show: async () => (await import('./show.ts')).show,
  why: async () => (await import('./why.ts')).why,
  mount: async () => (await import('./mount.ts')).mount,
  render: async () => (await import('./render.ts')).render,
  facts: async () => (await import('./facts.ts')).facts,
  schema: async () => (await import('./schema.ts')).schema,
  status: async () => (await import('./status.ts')).status,
  'install-hooks': async () => (await import('./install-hooks.ts')).installHooks,
  yip: async () => yip,
  completion: async () => (await import('./completion.ts')).completion,
}

/** Every command, in the order of the help page. */
export function allCommands(): Promise<Command[]> {
  return Promise.all(Object.values(loaders).map((load) => load()))
}

/**
 * Runs the program and gives its exit code; what ends it early is told on standard error in one line.
 * Started under the name `yip` it is yip.
 */
export async function run(argv: readonly string[], argv0: string): Promise<number> {
  const terminal = processTerminal()
  const words = argv.slice(2)
  try {
    if (invokedName(argv, argv0) === 'yip') return await runAsYip(words, terminal)
    const name = words[0]
    if (name === 'yip') return await runAsYip(words.slice(1), terminal)
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      return await showHelp(name === 'help' ? words[1] : undefined, name === undefined)
    }
    if (name === '--version') {
      terminal.out(`cos-config ${version}\n`)
      return exitCodes.done
    }
    const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined
    if (!load) throw new UsageError(await unknownCommand(name))
    const command = await load()
    const rest = words.slice(1)
    if (wants(rest, ['--help', '-h'])) return await showHelp(name, false)
    if (wants(rest, ['--version'])) {
      terminal.out(`cos-config ${version}\n`)
      return exitCodes.done
    }
    const exitCode = await command.run(readArguments(rest, command.options), terminal)
    if (!terminal.isOutputLost) return exitCode
    terminal.err('cos-config: the output is not complete: no space is left where it goes to\n')
    return exitCode === exitCodes.done ? exitCodes.cannotCreate : exitCode
  } catch (error) {
    return await explain(error)
  }

  async function showHelp(name: string | undefined, missing: boolean): Promise<number> {
    const { commandHelp, programHelp } = await import('./help.ts')
    if (name !== undefined) {
      const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined
      if (!load) throw new UsageError(await unknownCommand(name))
      terminal.out(commandHelp(await load()))
      return exitCodes.done
    }
    const help = programHelp(await allCommands())
    if (!missing) terminal.out(help)
    else terminal.err(help)
    return missing ? exitCodes.usage : exitCodes.done
  }

  async function explain(error: unknown): Promise<number> {
    if (error instanceof UsageError) {
      terminal.err(`cos-config: ${error.message}\nTry 'cos-config ${helpTopic(words)}--help'.\n`)
      return exitCodes.usage
    }
    if (error instanceof InputError) {
      terminal.err(`cos-config: ${error.message}\n`)
      return exitCodes.noInput
    }
    const defect = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.err(`cos-config: a defect of the program itself, please report it:\n${defect}\n`)
    return exitCodes.internal
  }
}

/** The name the program was started under; a standalone executable's argv[1] names its own inside. */
function invokedName(argv: readonly string[], argv0: string): string {
  const path = argv[1] ?? ''
  const started = path.startsWith('/$bunfs/') ? argv0 : path
  return started.slice(started.lastIndexOf('/') + 1)
}

function wants(words: readonly string[], flags: readonly string[]): boolean {
  const end = words.indexOf('--')
  return (end < 0 ? words : words.slice(0, end)).some((word) => flags.includes(word))
}

function helpTopic(words: readonly string[]): string {
  const name = words[0]
  return name !== undefined && Object.hasOwn(loaders, name) ? `${name} ` : ''
}

async function unknownCommand(name: string): Promise<string> {
  const { suggest } = await import('../core/config/suggest.ts')
  const close = suggest(name, Object.keys(loaders))
  return `"${name}" is not a command${close ? `; did you mean ${close}?` : ''}`
}
