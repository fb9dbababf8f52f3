import { parse } from './parse.ts'
import { assemble, type Program } from './program.ts'
import { type Slots, search } from './search.ts'

/**
 * A regular expression as Go's package regexp reads and runs it (RE2 syntax, leftmost-first), in time linear in the
 * text: a pattern cannot hang a boot.
 */
export class GoRegexp {
  /** Names of the groups by index; '' where there is none. Group 0 is the whole match. */
  readonly groups: readonly string[]
  readonly #program: Program

  /** Throws a RegexpError that says what Go would not accept. */
  constructor(pattern: string) {
    const { tree, groups } = parse(pattern)
    this.groups = groups
    this.#program = assemble(tree)
  }

  /** Whether the pattern matches anywhere in the text, as `regexp.MatchString`. */
  matches(text: string): boolean {
    return search(this.#program, text, 0, 0) !== undefined
  }

  /** The first match from a place on: start and end of it and of each group. What stands before `from` still counts for `^` and `\b`. */
  find(text: string, from = 0): Slots | undefined {
    return search(this.#program, text, from, 2 * this.groups.length)
  }
}
