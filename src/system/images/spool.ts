import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { isAlive } from '../processes/is-alive.ts'

const prefix = '.cos-config-image-'

/**
 * A folder for what is needed only while an image is unpacked. It is made when it is first asked for, inside the
 * target, where there is room for the image. What runs that were killed left there is removed.
 */
export class Spool {
  readonly #target: string
  #made: string | undefined

  /** `target` is a host path. */
  constructor(target: string) {
    this.#target = target
    for (const name of readdirSync(target)) {
      const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN
      if (Number.isInteger(owner) && (owner === process.pid || !isAlive(owner)))
        rmSync(`${target}/${name}`, { recursive: true, force: true })
    }
  }

  folder(): string {
    if (this.#made === undefined) {
      const folder = `${this.#target}/${prefix}${process.pid}`
      mkdirSync(folder, { mode: 0o700 })
      this.#made = folder
    }
    return this.#made
  }

  remove(): void {
    if (this.#made !== undefined) rmSync(this.#made, { recursive: true, force: true })
  }
}
