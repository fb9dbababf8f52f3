import { MachineError, type RunOutput } from '../core/machine.ts'
import { findProgram } from '../system/processes/find-program.ts'
import { runProgram } from '../system/processes/run-program.ts'
import { systemError } from '../system/system-error.ts'

/** Where tools lie in an initrd and in a root, whatever the environment says. */
const searchPath = '/usr/sbin:/usr/bin:/sbin:/bin'

/** Milliseconds for a mount; checks and copies take longer and say so. */
const deadline = 90_000

/** The file of a tool; undefined when it is not here. */
export function findTool(name: string): string | undefined {
  return findProgram(name, searchPath)
}

/** Runs a tool by its arguments and gives what it left. Throws a {@link MachineError} when it cannot be run. */
export async function runTool(argv: readonly string[], timeout = deadline): Promise<RunOutput> {
  const [name = ''] = argv
  const file = findTool(name)
  if (file === undefined) throw new MachineError(`${name} is not here: add it to the initrd`, 'ENOENT')
  const environment = { ...process.env, PATH: searchPath, LC_ALL: 'C' }
  try {
    return await runProgram({ file, argv, environment, timeout })
  } catch (error) {
    throw systemError(name, 'started', error)
  }
}

/** As {@link runTool}; anything but exit 0 is an error in the tool's last words. */
export async function runOrThrow(argv: readonly string[], timeout = deadline): Promise<void> {
  const output = await runTool(argv, timeout)
  if (output.exit !== 0) throw new MachineError(failureOf(argv[0] ?? '', output))
}

/** Why a tool failed, in one line. */
export function failureOf(name: string, { exit, timedOut, signal, stderr, stdout }: RunOutput): string {
  if (timedOut) return `${name} did not end in time`
  const lines = (stderr.trim() || stdout.trim()).split('\n').filter((line) => !/dmesg\(1\)/.test(line))
  const last = lines.at(-1)?.trim()
  return last || `${name} ended with ${signal ?? `exit code ${exit}`}`
}
