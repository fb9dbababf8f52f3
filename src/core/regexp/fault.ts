import { parse } from './parse.ts'
import { RegexpError } from './syntax.ts'

/** What Go does not accept in a pattern, and where that stands in UTF-16 units. */
export interface PatternFault {
  readonly message: string
  /** The part at fault; the whole pattern when it is the end that is missing. */
  readonly part: string
  readonly from: number
  readonly to: number
}

/** Why Go does not accept a pattern; undefined when it does. */
export function patternFault(pattern: string): PatternFault | undefined {
  try {
    parse(pattern)
    return undefined
  } catch (error) {
    if (!(error instanceof RegexpError)) throw error
    const part = error.part === '' ? pattern : error.part
    // A pattern is read from its start, so the first such part is mostly the one that stopped it.
    const from = Math.max(pattern.indexOf(part), 0)
    return { message: error.message, part, from, to: from + part.length }
  }
}
