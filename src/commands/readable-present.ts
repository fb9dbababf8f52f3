import { fromBytes } from '../core/go-string.ts'
import { MachineError, type Present } from '../core/machine.ts'

/**
 * A machine as somebody without root sees it who only wants a plan: files that may not be read are taken for empty,
 * each told of once.
 */
export function readablePresent(present: Present, note: (message: string) => void): Present {
  const told = new Set<string>()
  const bytes = (path: string): Uint8Array | undefined => {
    try {
      return present.bytes(path)
    } catch (error) {
      if (!(error instanceof MachineError) || (error.code !== 'EACCES' && error.code !== 'EPERM')) throw error
      if (!told.has(path)) note(`${path} cannot be read without root; the plan takes it for empty`)
      told.add(path)
      return new Uint8Array()
    }
  }
  return {
    ...present,
    bytes,
    text(path) {
      const found = bytes(path)
      return found && fromBytes(found)
    },
  }
}
