import { evaluate } from './jq/evaluate.ts'
import { parseQuery } from './jq/parser.ts'
import type { Path } from './jq/path.ts'
import { JqError, type Query, type Value } from './jq/query.ts'
import type { Word } from './shlex.ts'

type Data = { [key: string]: Value }

/** A word that set something, at the paths named. */
export interface Assignment {
  readonly word: Word
  readonly paths: readonly Path[]
}

/** What all words together say. */
export interface Assigned {
  readonly data: Data
  readonly assignments: readonly Assignment[]
  /** Words that set nothing, as they are no paths or clash with others. */
  readonly passedOver: readonly Word[]
}

interface Command {
  readonly word: Word
  readonly query: Query
}

/**
 * Sets what `path=value` words say; without `=` the value is `true`. Each word is the jq expression
 * `.path="value"`. yip runs them in random order: here it is the order of the text, except that a word goes
 * first when it clashes with earlier ones (so the last one wins), or when it is more than an assignment (so it
 * throws away nothing).
 */
export function assign(words: readonly Word[]): Assigned {
  const passedOver: Word[] = []
  const commands: Command[] = []
  for (const { word, expression } of expressions(words)) {
    const query = attempt(() => parseQuery(expression))
    if (query === undefined) passedOver.push(word)
    else commands.push({ word, query })
  }
  const others = commands.filter(({ query }) => query.kind !== 'update')
  const updates = commands.filter(({ query }) => query.kind === 'update')
  const result = applyInOrder([...others, ...updates])
  return { ...result, passedOver: [...passedOver, ...result.passedOver] }
}

/** A repeated path keeps its last value, and its last place. */
function expressions(words: readonly Word[]): { word: Word; expression: string }[] {
  const byKey = new Map<string, { word: Word; expression: string }>()
  for (const word of words) {
    const equals = word.text.indexOf('=')
    const key = withoutQuotes(equals < 0 ? word.text : word.text.slice(0, equals))
    const value = equals < 0 ? 'true' : withoutQuotes(word.text.slice(equals + 1))
    byKey.delete(key)
    byKey.set(key, { word, expression: `.${key}="${value}"` })
  }
  return [...byKey.values()]
}

function withoutQuotes(text: string): string {
  return text.replace(/^"+|"+$/g, '')
}

function applyInOrder(commands: readonly Command[]): Assigned {
  const outcome = apply(commands)
  const clashing = outcome.failed.filter((command) => apply([command]).failed.length === 0)
  if (clashing.length === 0) return outcome
  const first = new Set(clashing.reverse())
  return apply([...first, ...commands.filter((command) => !first.has(command))])
}

function apply(commands: readonly Command[]): Assigned & { readonly failed: readonly Command[] } {
  let data: Data = {}
  let assignments: Assignment[] = []
  const failed: Command[] = []
  for (const command of commands) {
    const isUpdate = command.query.kind === 'update'
    const result = attempt(() => evaluate(command.query, isUpdate ? data : structuredClone(data)))
    if (result === undefined) failed.push(command)
    else {
      if (!isUpdate || !isData(result.value)) assignments = []
      // Other expressions may use a part twice; what is set in one must not show in the other.
      const value = isUpdate ? result.value : structuredClone(result.value)
      data = isData(value) ? value : {}
      assignments.push({ word: command.word, paths: result.set })
    }
  }
  return { data, assignments, failed, passedOver: failed.map(({ word }) => word) }
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof JqError || error instanceof RangeError) return undefined
    throw error
  }
}

function isData(value: Value): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
