/** Milliseconds for which a server may send nothing at all. */
const SILENCE = 120_000

/** Ends a request that takes too long, as a whole or between two signs of life. */
export class Deadline {
  readonly #controller = new AbortController()
  readonly #whole: NodeJS.Timeout | undefined
  #silence: NodeJS.Timeout | undefined
  /** Why the request was ended, if it was. */
  reason: string | undefined

  readonly #allowedSilence: number

  /** `milliseconds` for the whole; 0 is no limit. */
  constructor(milliseconds: number, silence = SILENCE) {
    this.#allowedSilence = silence
    if (milliseconds > 0) {
      this.#whole = setTimeout(() => this.#end(`it takes longer than ${milliseconds / 1000} s`), milliseconds)
    }
    this.alive()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Something came. */
  alive(): void {
    const silence = this.#allowedSilence
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#end(`nothing came for ${silence / 1000} s`), silence)
  }

  clear(): void {
    clearTimeout(this.#whole)
    clearTimeout(this.#silence)
  }

  #end(reason: string): void {
    this.reason = reason
    this.#controller.abort()
  }
}
