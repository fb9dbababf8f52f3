import type { Present } from '../../core/machine.ts'
import type { Facts } from './facts.ts'
import type { OperatingSystem } from './operating-system.ts'

/** What steps commonly change, and templates must see as it was when the run began. */
const kept = ['/proc/sys/kernel/hostname', '/etc/machine-id', '/etc/os-release'] as const
const keptLink = '/etc/localtime'

/**
 * Facts as they are now, for later: the few files that steps may change are read at once, and what makes facts of
 * them is loaded when somebody asks. Most runs never ask.
 */
export class EarlyFacts {
  readonly #now: Present
  readonly #texts = new Map<string, string | undefined>()
  readonly #link: string | undefined
  #facts: Facts | undefined

  constructor(now: Present) {
    this.#now = now
    for (const path of kept)
      this.#texts.set(
        path,
        readable(() => now.text(path)),
      )
    this.#link = now.readlink(keptLink)
  }

  get hostName(): string {
    return this.#facts?.hostName ?? (this.#texts.get(kept[0]) ?? '').trim()
  }

  async templateData(template?: string): Promise<{ readonly Values: Readonly<Record<string, unknown>> }> {
    return (await this.#load()).templateData(template)
  }

  async refresh(): Promise<OperatingSystem> {
    return (await this.#load()).refresh()
  }

  async #load(): Promise<Facts> {
    if (this.#facts === undefined) {
      const { gatherFacts } = await import('./index.ts')
      const now = this.#now
      let early = true
      this.#facts = gatherFacts({
        stat: (path) => now.stat(path),
        lstat: (path) => now.lstat(path),
        bytes: (path) => now.bytes(path),
        list: (path) => now.list(path),
        text: (path) => (early && this.#texts.has(path) ? this.#texts.get(path) : now.text(path)),
        readlink: (path) => (early && path === keptLink ? this.#link : now.readlink(path)),
      })
      early = false
    }
    return this.#facts
  }
}

function readable(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
