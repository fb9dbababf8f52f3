import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import { toBytes } from '../core/go-string.ts'
import { MachineError } from '../core/machine.ts'
import { writeAll } from './in-place.ts'
import { errorCode, systemError } from './system-error.ts'

/** The kernel's limit for a host name, in bytes (gethostname(2)). */
const NAME_LIMIT = 64

const hostnameFile = '/proc/sys/kernel/hostname'

/** Sets a kernel parameter of the running system; `key` is a path below /proc/sys. Says whether its value changed. */
export function setKernelValue(key: string, value: string): boolean {
  const path = `/proc/sys/${key}`
  if (key === '' || key.split('/').includes('..')) {
    throw new MachineError(`"${key.replaceAll('/', '.')}" is no kernel parameter`, 'EINVAL')
  }
  const before = readValue(path)
  try {
    writeValue(path, value)
  } catch (error) {
    throw systemError(`kernel parameter ${key.replaceAll('/', '.')}`, 'set', error)
  }
  const after = readValue(path)
  return before === undefined || before !== after
}

/** Sets the kernel's host name. Says whether it was another one before. */
export async function setHostname(name: string, run: (argv: string[]) => Promise<boolean>): Promise<boolean> {
  const bytes = toBytes(name)
  if (bytes.length > NAME_LIMIT) {
    throw new MachineError(`the host name "${name}" is longer than ${NAME_LIMIT} bytes`, 'EINVAL')
  }
  if (readValue(hostnameFile) === `${name}\n`) return false
  try {
    // The line end is what ends the name, so that an empty one can be set too.
    writeValue(hostnameFile, `${name}\n`)
  } catch (error) {
    const isOutOfReach = ['ENOENT', 'EROFS', 'EACCES'].includes(errorCode(error) ?? '')
    // No /proc, or one that is read-only as in containers: the tool asks the kernel itself.
    if (!isOutOfReach || !(await run(['hostname', name]))) throw systemError('the host name', 'set', error)
  }
  return true
}

function writeValue(path: string, value: string): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_TRUNC)
  try {
    writeAll(fd, toBytes(value))
  } finally {
    closeSync(fd)
  }
}

/** Undefined for what is not there or can only be written. */
function readValue(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return undefined
  }
}
