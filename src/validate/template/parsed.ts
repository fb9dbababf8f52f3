import { builtins } from '../../core/template/builtins/index.ts'
import { TemplateError } from '../../core/template/error.ts'
import { isSprigFunction } from '../../core/template/sprig/index.ts'
import type { ParsedTemplate } from '../../core/template/syntax/nodes.ts'
import { parseTemplate } from '../../core/template/syntax/parser.ts'
import type { RenderedText } from './rendered-texts.ts'

/** A template, or why it is none. Names of functions are not looked at. */
export type Parsed =
  | { readonly ok: true; readonly template: ParsedTemplate }
  | { readonly ok: false; readonly message: string; readonly offset: number; readonly variable?: string }

const known = new WeakMap<RenderedText, Parsed>()

/** Parses a text as the engine does, whatever its functions are called. */
export function parsed(rendered: RenderedText): Parsed {
  let result = known.get(rendered)
  if (result === undefined) {
    result = parse(rendered.text)
    known.set(rendered, result)
  }
  return result
}

function parse(text: string): Parsed {
  try {
    return { ok: true, template: parseTemplate(text, () => true) }
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: 'the template nests too deeply', offset: 0 }
    if (!(error instanceof TemplateError)) throw error
    const { message, offset, unknownVariable } = error
    return { ok: false, message, offset, ...(unknownVariable !== undefined && { variable: unknownVariable }) }
  }
}

/** Whether templates may call a function of this name. */
export function isFunction(name: string): boolean {
  return builtins.has(name) || isSprigFunction(name)
}
