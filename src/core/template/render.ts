import { builtins } from './builtins/index.ts'
import { dotOf, structOf } from './data.ts'
import { positionOf, TemplateError } from './error.ts'
import { execute } from './evaluate/execute.ts'
import type { Operand } from './evaluate/operand.ts'
import { AnswerPending, type FunctionTable, type Surroundings } from './functions.ts'
import type { ParsedTemplate } from './syntax/nodes.ts'
import { parseTemplate } from './syntax/parser.ts'
import { type GoFunction, GoFunctionError } from './values.ts'

/** What may be different from yip. */
export interface RenderOptions {
  /** Functions beyond the built-in ones; default: sprig's, loaded when a template names one. */
  readonly functions?: FunctionTable
  /** What functions see of the world; without it, those that ask fail. */
  readonly surroundings?: Surroundings
  /** `struct`: an absent name at the root of the data is an error, not `<no value>`; default `map`. */
  readonly root?: 'map' | 'struct'
}

/** Why a template has no text. Line and column count from 1, the column in code points. */
export interface RenderError {
  readonly phase: 'parse' | 'exec'
  readonly message: string
  readonly line: number
  readonly column: number
  /** The name that is no function, when that is what is wrong. */
  readonly function?: string
}

export type RenderResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: RenderError }

/** How often a template is started again for answers that its functions wait for. */
const MAX_ANSWERS = 100

/**
 * Renders a Go template (text/template of Go 1.26 with sprig's functions, as yip does) over JSON-like data or Go
 * values. What is wrong with the template is a result, not an exception; a partial text is not given.
 */
export async function renderTemplate(
  text: string,
  data: unknown,
  options: RenderOptions = {},
): Promise<RenderResult> {
  try {
    const { parsed, functions } = await parse(text, options).catch(inParsing)
    const dot = (): Operand => (options.root === 'struct' && isObject(data) ? structOf(data) : dotOf(data))
    return { ok: true, text: await run(parsed, dot, functions) }
  } catch (error) {
    return { ok: false, error: explained(error, text) }
  }
}

type Functions = ReadonlyMap<string, GoFunction>

/** Built-in functions that sprig replaces by its own. */
const replaced: ReadonlySet<string> = new Set(['slice'])

/** Parses with the built-in functions alone as long as they are enough. */
async function parse(
  text: string,
  options: RenderOptions,
): Promise<{ parsed: ParsedTemplate; functions: Functions }> {
  if (options.functions === undefined) {
    const parsed = parseWithBuiltins(text)
    if (parsed !== undefined) return { parsed, functions: new Map() }
  }
  const table = options.functions ?? (await import('./sprig/index.ts')).sprigFunctions
  const parsed = parseTemplate(text, (name) => table.has(name) || builtins.has(name))
  const names = [...parsed.functions].filter((name) => table.has(name))
  return { parsed, functions: await table.load(names, options.surroundings ?? nowhere) }
}

function parseWithBuiltins(text: string): ParsedTemplate | undefined {
  try {
    return parseTemplate(text, (name) => builtins.has(name) && !replaced.has(name))
  } catch (error) {
    if (error instanceof TemplateError && error.unknownFunction !== undefined) return undefined
    throw error
  }
}

async function run(parsed: ParsedTemplate, dot: () => Operand, functions: Functions): Promise<string> {
  const find = (name: string) => functions.get(name) ?? builtins.get(name)
  for (let answers = 0; ; answers++) {
    try {
      return execute(parsed, dot(), find)
    } catch (error) {
      if (!(error instanceof AnswerPending) || answers === MAX_ANSWERS) throw error
      await error.answer.catch(() => undefined)
    }
  }
}

function isObject(data: unknown): data is object {
  return typeof data === 'object' && data !== null
}

function explained(error: unknown, text: string): RenderError {
  if (error instanceof TemplateError) {
    const { phase, message, offset, unknownFunction } = error
    const place = positionOf(text, offset)
    return { phase, message, ...place, ...(unknownFunction !== undefined && { function: unknownFunction }) }
  }
  // The end of the stack: a value that holds itself is printed.
  if (error instanceof RangeError)
    return { phase: 'exec', message: 'a value nests too deeply', line: 1, column: 1 }
  throw error
}

function inParsing(error: unknown): never {
  // The end of the stack; Go has room for more.
  if (error instanceof RangeError) throw new TemplateError('parse', 'the template nests too deeply', 0)
  throw error
}

const unreachable = (): never => {
  throw new GoFunctionError('is out of reach here')
}

/** The surroundings of a template that is rendered without any. */
const nowhere: Surroundings = {
  now: unreachable,
  random: unreachable,
  environment: {},
  timeZone: 'UTC',
  zoneFile: () => undefined,
  addresses: unreachable,
}
