import type { Diagnostic } from './diagnostic.ts'

/** So many findings of one source tell enough; the first ones are often the cause of all. */
const shownOfEach = 20

/** Keeps a source with thousands of mistakes from flooding a console. */
export class FindingLimit {
  readonly #counts = new Map<string, number>()

  /** Whether this one is still to be shown. */
  admits({ place: { source } }: Diagnostic): boolean {
    const count = (this.#counts.get(source) ?? 0) + 1
    this.#counts.set(source, count)
    return count <= shownOfEach
  }

  /** What to say at the end of the sources that had more. */
  get leftOut(): readonly Diagnostic[] {
    return [...this.#counts]
      .filter(([, count]) => count > shownOfEach)
      .map(([source, count]) => ({
        rule: 'many-findings',
        severity: 'warning',
        message: `${source} has ${count - shownOfEach} more findings`,
        help: '--json prints them all',
        place: { source },
      }))
  }
}
