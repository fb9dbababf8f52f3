import { createHash, type Hash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { type Digest, MachineError } from '../../core/machine.ts'

/** Hashes a body while it comes. */
export class DigestCheck {
  readonly #wanted: readonly Digest[]
  readonly #hashes: readonly Hash[]

  constructor(wanted: readonly Digest[]) {
    this.#wanted = wanted
    this.#hashes = wanted.map(({ algorithm }) => createHash(algorithm))
  }

  take(part: Uint8Array): void {
    for (const hash of this.#hashes) hash.update(part)
  }

  /** The first digest that is another one, once all has come; undefined when none is. */
  difference(): (Digest & { readonly found: string }) | undefined {
    for (const [index, wanted] of this.#wanted.entries()) {
      const found = this.#hashes[index]?.digest('hex') ?? ''
      if (found !== wanted.hex) return { ...wanted, found }
    }
    return undefined
  }
}

/** Throws a MachineError when `check` found another content than the wanted one. */
export function requireSame(check: DigestCheck, shown: string): void {
  const other = check.difference()
  if (other === undefined) return
  const difference = `its ${other.algorithm} is ${other.found}, not ${other.hex}`
  throw new MachineError(`${shown}: ${difference}; nothing of it was kept`, 'EBADMSG')
}

/** Whether a file is there and hashes to all that is wanted. */
export async function isSameFile(host: string, wanted: readonly Digest[]): Promise<boolean> {
  const check = new DigestCheck(wanted)
  try {
    if (!statSync(host).isFile()) return false
    for await (const part of createReadStream(host, { highWaterMark: 1 << 20 })) check.take(part)
  } catch {
    return false
  }
  return check.difference() === undefined
}
