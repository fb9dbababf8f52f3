import { TemplateError } from '../../core/template/error.ts'
import { needsTemplate } from '../../core/template/needs-template.ts'
import { tokenize } from '../../core/template/syntax/lexer.ts'
import { parseTemplate } from '../../core/template/syntax/parser.ts'
import { isFunction } from '../template/parsed.ts'

/** A text without its templates. */
export interface PlainText {
  readonly text: string
  readonly hasBranches: boolean
}

/** Actions that print nothing themselves. */
const silent = /^(?:if|else|end|range|with|define|block|break|continue)\b|^\$\w* *:?=|^\/\*/

/**
 * Puts the letter x in place of what a template prints, and blanks in place of its branches and comments, so that
 * every other character stays where it is. Undefined when the template does not parse: what is used then, and
 * whether it was meant for a shell, is not known.
 */
export function withoutActions(text: string): PlainText | undefined {
  if (!needsTemplate(text)) return { text, hasBranches: false }
  if (!parses(text)) return undefined
  let plain = ''
  let done = 0
  let hasBranches = false
  for (const [from, to] of actions(text)) {
    const inside = text.slice(from + 2, to - 2).replace(/^- |[ ]-$/g, '')
    const isSilent = silent.test(inside.trim())
    const trims = /^\{\{-\s|\s-\}\}$/.test(text.slice(from, to))
    hasBranches ||= (isSilent && !/^\s*\/\*/.test(inside)) || trims
    plain += text.slice(done, from) + text.slice(from, to).replace(/[^\n]/g, isSilent ? ' ' : 'x')
    done = to
  }
  return { text: plain + text.slice(done), hasBranches }
}

function parses(text: string): boolean {
  try {
    parseTemplate(text, isFunction)
    return true
  } catch (error) {
    if (error instanceof TemplateError || error instanceof RangeError) return false
    throw error
  }
}

/** Where the actions of a template that parses stand, braces included. */
function* actions(text: string): Generator<readonly [from: number, to: number]> {
  const ends = tokenize(text).filter(({ kind }) => kind === 'right-delimiter')
  let next = 0
  for (let from = text.indexOf('{{'); from >= 0; from = text.indexOf('{{', next)) {
    const comment = /^\{\{(?:-\s)?\/\*/.test(text.slice(from, from + 6))
    const to = comment
      ? text.indexOf('}}', text.indexOf('*/', from)) + 2
      : (ends.find(({ at }) => at > from)?.at ?? text.length - 2) + 2
    yield [from, to]
    next = to
  }
}
