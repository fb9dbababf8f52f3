import { readFileSync, statSync } from 'node:fs'
import { fromBytes } from '../../core/go-string.ts'
import { type Blob, isDigest } from '../../core/images/manifest.ts'
import { MachineError } from '../../core/machine.ts'
import { checkFile, checkText } from './digest.ts'
import type { ImageSource, LocalBlob } from './image-source.ts'

/** An image in a folder (OCI image layout: `index.json`, `blobs/ALGORITHM/HEX`). Paths are those of the host. */
export class LayoutFolder implements ImageSource {
  readonly #folder: string
  readonly #name: string

  /** `name` is how the user knows it. */
  constructor(folder: string, name: string) {
    this.#folder = folder
    this.#name = name
  }

  async manifest(digest?: string): Promise<string> {
    if (digest === undefined) return fromBytes(this.#read('index.json'))
    const bytes = this.#read(this.#blobName(digest))
    checkText(bytes, digest, `a manifest of ${this.#name}`)
    return fromBytes(bytes)
  }

  async blob({ digest }: Blob): Promise<LocalBlob> {
    const path = `${this.#folder}/${this.#blobName(digest)}`
    if (!statSync(path, { throwIfNoEntry: false })?.isFile())
      throw new MachineError(`${this.#name} has no ${this.#blobName(digest)}`)
    await checkFile(path, digest, `layer ${digest.slice(0, 19)} of ${this.#name}`)
    return { path, release: () => {} }
  }

  #blobName(digest: string): string {
    if (!isDigest(digest))
      throw new MachineError(`${this.#name} names a blob by "${digest}", which is no digest`)
    return `blobs/${digest.replace(':', '/')}`
  }

  #read(name: string): Uint8Array {
    try {
      return readFileSync(`${this.#folder}/${name}`)
    } catch {
      throw new MachineError(`${this.#name} is no OCI image layout: it has no ${name}`)
    }
  }
}
