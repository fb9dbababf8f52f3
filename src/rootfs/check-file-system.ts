import { MachineError } from '../core/machine.ts'
import type { FileSystemCheck } from '../core/rootfs/layout.ts'
import { failureOf, findTool, runTool } from './tool.ts'

const repairs = { preen: '-a', yes: '-y', no: '-n' } as const

/** Milliseconds: a large disk that must be checked takes its time. */
const deadline = 30 * 60_000

/** Bits of fsck(8)'s exit code. */
const uncorrected = 4
const corrected = 1

/**
 * Checks a file system as systemd-fsck does, without its habit of starting the emergency target by itself. Gives a
 * note when there is something to tell; throws a {@link MachineError} when errors are left.
 */
export async function checkFileSystem(
  deviceFile: string,
  { mode, repair }: FileSystemCheck,
): Promise<string | undefined> {
  if (mode === 'skip') return undefined
  if (findTool('fsck') === undefined) return `${deviceFile} is not checked: fsck is not here`
  const force = mode === 'force' ? ['-f'] : []
  const output = await runTool(['fsck', '-T', '-l', '-M', repairs[repair], ...force, deviceFile], deadline)
  const { exit } = output
  if (exit === 0) return undefined
  if (exit === undefined || exit >= 8)
    return `${deviceFile} could not be checked: ${failureOf('fsck', output)}`
  if ((exit & uncorrected) === 0) return `${deviceFile} had errors; fsck corrected them (exit code ${exit})`
  const help =
    (exit & corrected) === 0 && repair !== 'yes' ? '; boot with fsck.repair=yes to correct them' : ''
  throw new MachineError(`${deviceFile} has errors that fsck left: ${failureOf('fsck', output)}${help}`)
}
