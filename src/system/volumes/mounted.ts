import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { MachineError } from '../../core/machine.ts'

/** Milliseconds for mount(8): a scratched disc is tried many times. */
const TIME_TO_MOUNT = 30_000

/**
 * Mounts a device read-only on a folder that only we can enter, lets `use` work there, and unmounts it whatever
 * happens. Throws a MachineError when it cannot be mounted.
 */
export function withMounted(device: string, type: string, use: (folder: string) => void): void {
  const folder = privateFolder()
  try {
    const options = 'ro,nosuid,nodev,noexec'
    call(['mount', '-n', '-t', type, '-o', options, device, folder], `${device} cannot be mounted as ${type}`)
    try {
      use(folder)
    } finally {
      unmount(folder, device)
    }
  } finally {
    rmdirSync(folder)
  }
}

/** Something of the system may look at a new mount for a moment; then it goes as soon as nobody does. */
function unmount(folder: string, device: string): void {
  const what = `${device} cannot be unmounted`
  try {
    call(['umount', '-n', folder], what)
  } catch {
    call(['umount', '-n', '-l', folder], what)
  }
}

function call(argv: readonly [string, ...string[]], what: string): void {
  const [program, ...words] = argv
  const { error, status, stderr } = spawnSync(program, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: TIME_TO_MOUNT,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
  })
  if (error === undefined && status === 0) return
  const reason = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
  throw new MachineError(`${what}: ${reason || `${program} failed with exit code ${status}`}`)
}

function privateFolder(): string {
  try {
    return mkdtempSync('/run/cos-config-volume-')
  } catch {
    return mkdtempSync(`${tmpdir()}/cos-config-volume-`)
  }
}
