import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { MachineError } from '../../core/machine.ts'

/** Holds content against a digest (`sha256:...`) part by part. */
export class DigestCheck {
  readonly #digest: string
  readonly #hash: Hash

  constructor(digest: string) {
    this.#digest = digest
    this.#hash = createHash(digest.slice(0, digest.indexOf(':')))
  }

  add(part: Uint8Array): void {
    this.#hash.update(part)
  }

  /** Throws a MachineError when it was other content. `what` names it for people. */
  end(what: string): void {
    const found = `${this.#digest.slice(0, this.#digest.indexOf(':'))}:${this.#hash.digest('hex')}`
    if (found !== this.#digest)
      throw new MachineError(`${what} is damaged: its digest is ${found}, not ${this.#digest}`)
  }
}

/** Checks a text. Throws a MachineError. */
export function checkText(text: Uint8Array, digest: string, what: string): void {
  const check = new DigestCheck(digest)
  check.add(text)
  check.end(what)
}

/** Checks a file. Throws a MachineError. */
export async function checkFile(path: string, digest: string, what: string): Promise<void> {
  const check = new DigestCheck(digest)
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) check.add(part)
  check.end(what)
}
