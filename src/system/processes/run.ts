import type { Run, RunOutput } from '../../core/machine.ts'
import { errorCode } from '../system-error.ts'
import { isTest, testResult } from './builtin-test.ts'
import { findProgram } from './find-program.ts'
import { redirect } from './redirect.ts'
import { runProgram } from './run-program.ts'
import { findShell, withWorkFolder } from './shell.ts'
import { type SimpleCommand, simpleCommands } from './simple-command.ts'
import type { Program } from './started-program.ts'

/** Where and how programs are run. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds for a program that says nothing else; 0 is no deadline. */
  readonly timeout: number
  /** Run below this folder, by chroot(8); undefined: on the running system. */
  readonly chroot: string | undefined
  /** Told what a run waits for. */
  readonly note?: ((message: string) => void) | undefined
}

/** Runs what a {@link Run} asks for. Throws the system's error when it cannot be started. */
export async function run(change: Run, surroundings: Surroundings): Promise<RunOutput> {
  if (change.whileBusy === undefined) return runOnce(change, surroundings)
  const { patiently } = await import('./patience.ts')
  return patiently(change, () => runOnce(change, surroundings), surroundings.note ?? (() => {}))
}

async function runOnce(change: Run, surroundings: Surroundings): Promise<RunOutput> {
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
 * As GNU make does: a command that is only a program with its arguments, here also with redirected output, is
 * started without a shell, which halves its cost; a test of a file before it needs no process at all. Undefined when
 * a shell is needed, or when something could not be started or opened: then the shell says why.
 */
async function runDirectly(
  text: string,
  rest: Omit<Program, 'file' | 'argv'>,
): Promise<RunOutput | undefined> {
  const commands = simpleCommands(text)
  if (commands === undefined) return undefined
  let exit = 0
  for (const [index, command] of commands.entries()) {
    if (command.after !== undefined && (command.after === '&&') !== (exit === 0)) continue
    const isLast = index === commands.length - 1
    if (isTest(command)) {
      const result = testResult(command)
      if (result === undefined) return undefined
      exit = result ? 0 : 1
    } else {
      // What a program leaves in the background is waited for, but a shell would go on to the next one.
      return isLast ? startDirectly(command, rest) : undefined
    }
  }
  return { exit, stdout: '', stderr: '' }
}

async function startDirectly(
  { words, redirections }: SimpleCommand,
  rest: Omit<Program, 'file' | 'argv'>,
): Promise<RunOutput | undefined> {
  const file = findProgram(words[0], rest.environment.PATH ?? '')
  const redirected = file === undefined ? undefined : redirect(redirections)
  if (file === undefined || redirected === undefined) return undefined
  const { outputs, close } = redirected
  try {
    return await runProgram({
      ...rest,
      file,
      argv: words,
      outputs,
      environment: withWorkFolder(rest.environment),
    })
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return undefined
  } finally {
    close()
  }
}
