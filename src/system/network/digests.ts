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

  /** What is different, once all has come; undefined when nothing is. */
  difference(): string | undefined {
    for (const [index, { algorithm, hex }] of this.#wanted.entries()) {
      const found = this.#hashes[index]?.digest('hex')
      if (found !== hex) return `its ${algorithm} is ${found}, not ${hex}`
    }
    return undefined
  }
}

/** Throws a MachineError when `check` found another content than the wanted one. */
export function requireSame(check: DigestCheck, shown: string): void {
  const difference = check.difference()
  if (difference !== undefined)
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
