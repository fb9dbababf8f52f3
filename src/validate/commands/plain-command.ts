import { simpleCommands } from '../../core/shell/commands.ts'
import { readShell } from '../../core/shell/lexer.ts'

/** A command that a shell would run as it stands: a program, its arguments, and where its output goes. */
export interface PlainCommand {
  /** Without quotes. */
  readonly words: readonly string[]
  /** Where the words stand in the text, in UTF-16 units. */
  readonly places: readonly { readonly from: number; readonly to: number }[]
  /** The file that its output replaces, `> file`. */
  readonly into: string | undefined
}

/** What the shell, or a template, would make something else of. */
const special = /[$`*?[\]{}~\\!]|^#/

/** Reads a text that is one simple command of literal words; undefined for anything more. */
export function plainCommand(text: string): PlainCommand | undefined {
  const { tokens, open, documents } = readShell(text)
  if (open !== undefined || documents.length > 0) return undefined
  const [command, ...more] = simpleCommands(tokens)
  if (command === undefined || more.length > 0) return undefined
  const { redirections, endedBy } = command
  if (endedBy !== undefined && endedBy.kind !== 'line-end') return undefined
  // Words of the grammar are left out of simple commands: with them it is not one.
  if (
    tokens.some(
      ({ kind, text: word }) =>
        kind === 'word' && /^(?:if|while|until|for|case|do|then|!|\{|time)$/.test(word),
    )
  )
    return undefined
  const words = command.words.map((word) => literal(word.text))
  const [out, ...others] = redirections
  if (others.length > 0 || (out !== undefined && (out.operator.text !== '>' || out.descriptor !== '1')))
    return undefined
  const into = out?.target === undefined ? undefined : literal(out.target.text)
  if (out !== undefined && into === undefined) return undefined
  const known = words.filter((word) => word !== undefined)
  return known.length < words.length ? undefined : { words: known, places: command.words, into }
}

function literal(word: string): string | undefined {
  const single = /^'([^']*)'$/.exec(word)?.[1]
  if (single !== undefined) return single.includes('{{') ? undefined : single
  const double = /^"([^"$`\\]*)"$/.exec(word)?.[1]
  if (double !== undefined) return double.includes('{{') ? undefined : double
  return special.test(word) || /['"]/.test(word) ? undefined : word
}
