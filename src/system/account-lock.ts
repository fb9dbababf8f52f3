import { closeSync, linkSync, readFileSync, statSync, writeSync } from 'node:fs'
import { MachineError } from '../core/machine.ts'
import { isAlive } from './processes/is-alive.ts'
import { errorCode } from './system-error.ts'
import { openTemporary, removeTemporary, type Temporary } from './temporary.ts'

/** Milliseconds to wait for somebody else's lock, as long as the shadow tools do, and between two looks. */
const PATIENCE = 15_000
const PAUSE = 100

/**
 * Takes the lock that useradd and its like take on an account file: `FILE.lock`, a hard link to a file that holds
 * our process id. One of a process that has ended is broken. (They also take a record lock on /etc/.pwd.lock, for
 * which there is no call here; they respect this one as well.) `host` is a host path, `patience` is in milliseconds, `booted` in
 * milliseconds since 1970. Gives back how to release it.
 */
export async function lockAccountFile(
  host: string,
  patience = PATIENCE,
  booted = bootTime(),
): Promise<() => void> {
  const lock = `${host}.lock`
  for (const start = Date.now(); ; await pause()) {
    if (isReadOnly(tryLink(host, lock))) return () => {}
    if (ownerOf(lock) === process.pid) return () => void removeTemporary(lock)
    if (breakStale(lock, booted)) continue
    if (Date.now() - start > patience) {
      const holder = ownerOf(lock)
      const who = holder === undefined ? '' : ` by process ${holder}`
      throw new MachineError(`${host} is locked${who}; remove ${lock} if nothing is at work on it`, 'EAGAIN')
    }
  }
}

/** Puts our lock in place if there is none; the code of the failure if not. */
function tryLink(host: string, lock: string): string | undefined {
  let mine: Temporary | undefined
  try {
    mine = openTemporary(host)
    writeSync(mine.fd, `${process.pid}\0`)
    linkSync(mine.path, lock)
    return undefined
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST' || isReadOnly(code)) return code
    throw error
  } finally {
    if (mine) closeSync(mine.fd)
    if (mine) removeTemporary(mine.path)
  }
}

/** Where we cannot make a lock nobody can, so there is nobody to wait for. */
function isReadOnly(code: string | undefined): boolean {
  return code === 'EROFS' || code === 'EACCES'
}

/** Removes a lock whose process has ended, or that is from before the last boot and may then be empty, too. */
function breakStale(lock: string, booted: number): boolean {
  const owner = ownerOf(lock)
  const state = statSync(lock, { throwIfNoEntry: false })
  if (state === undefined) return false
  const isOfThisBoot = state.ctimeMs > booted
  return isOfThisBoot && (owner === undefined || isAlive(owner)) ? false : removeTemporary(lock)
}

function ownerOf(lock: string): number | undefined {
  try {
    // A pipe or a device may never end.
    if (!statSync(lock).isFile()) return undefined
    const id = Number.parseInt(readFileSync(lock, 'latin1'), 10)
    return id > 0 ? id : undefined
  } catch {
    return undefined
  }
}

/** Milliseconds since 1970; 0 when it cannot be told. */
function bootTime(): number {
  try {
    return Date.now() - Number.parseFloat(readFileSync('/proc/uptime', 'latin1')) * 1000
  } catch {
    return 0
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE))
}
