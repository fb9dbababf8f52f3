import { errorCode } from '../system-error.ts'

/** Whether a process of this id runs, also when it belongs to somebody else (kill(2) with signal 0). */
export function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
