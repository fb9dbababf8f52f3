import type { Run, RunOutput } from '../../core/machine.ts'
import { errorCode } from '../system-error.ts'
import { findProgram } from './find-program.ts'
import { plainWords } from './plain-words.ts'
import { type Program, runProgram } from './run-program.ts'
import { findShell, withWorkFolder } from './shell.ts'

/** Where and how programs are run. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds for a program that says nothing else; 0 is no deadline. */
  readonly timeout: number
  /** Run below this folder, by chroot(8); undefined: on the running system. */
  readonly chroot: string | undefined
}

/** Runs what a {@link Run} asks for. Throws the system's error when it cannot be started. */
export async function run(change: Run, surroundings: Surroundings): Promise<RunOutput> {
  const { command, input, timeout = surroundings.timeout } = change
  const environment = change.environment
    ? { ...surroundings.environment, ...change.environment }
    : surroundings.environment
  const rest = { environment, input, timeout }
  if (surroundings.chroot !== undefined) {
    const inside = 'argv' in command ? command.argv : ['sh', '-c', command.shell]
    return runProgram({ ...rest, file: 'chroot', argv: ['chroot', surroundings.chroot, ...inside] })
  }
  if ('argv' in command) return runProgram({ ...rest, file: command.argv[0] ?? '', argv: command.argv })
  const shell = findShell(environment)
  const direct = shell.isPlain ? await runDirectly(command.shell, rest) : undefined
  return direct ?? runProgram({ ...rest, file: shell.file, argv: ['sh', '-c', command.shell] })
}

/**
 * As GNU make does: a command that is only a program and plain words is started without a shell, which halves its
 * cost. Undefined when it is not, or when it could not be started: then the shell says why.
 */
async function runDirectly(
  command: string,
  rest: Omit<Program, 'file' | 'argv'>,
): Promise<RunOutput | undefined> {
  const argv = plainWords(command)
  const file = argv && findProgram(argv[0], rest.environment.PATH ?? '')
  if (argv === undefined || file === undefined) return undefined
  try {
    return await runProgram({ ...rest, file, argv, environment: withWorkFolder(rest.environment) })
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return undefined
  }
}
