import { Positions } from '../core/config/yaml/position.ts'
import type { LocatedDiagnostic } from './diagnostic.ts'
import { excerptOf } from './places/excerpt.ts'
import type { CheckedFile, Span } from './rule.ts'
import type { RuleFinding } from './run-rules.ts'
import { secretPlaces } from './secret-places.ts'

/** Turns the places in one file's text into lines, columns and excerpts. */
export class Locator {
  readonly #file: CheckedFile
  readonly #shownName: string
  readonly #positions: Positions
  readonly #excerpts: boolean
  #secrets: readonly Span[] | undefined

  constructor(file: CheckedFile, shownName: string, excerpts: boolean) {
    this.#file = file
    this.#shownName = shownName
    this.#positions = new Positions(file.text)
    this.#excerpts = excerpts
  }

  locate({ rule, severity, span, words }: RuleFinding): LocatedDiagnostic {
    const { text } = this.#file
    const [line, column] = this.#positions.of(span.start)
    const [endLine, endColumn] = this.#positions.of(Math.max(span.end, span.start))
    const { message, help } = words
    return {
      rule,
      severity,
      message,
      ...(help !== undefined && { help }),
      file: this.#shownName,
      region: { line, column, endLine, endColumn },
      ...(this.#excerpts && { excerpt: excerptOf(text, span, this.#hidden()) }),
    }
  }

  #hidden(): readonly Span[] {
    this.#secrets ??= secretPlaces(this.#file)
    return this.#secrets
  }
}
