import type { ShellToken } from './tokens.ts'

/** A simple command: its words, and where its input and output go. */
export interface SimpleCommand {
  readonly words: readonly ShellToken[]
  readonly redirections: readonly Redirection[]
  /** `;`, `&`, `|`, `)` or the like, or the end of a line; undefined at the end of the text. */
  readonly endedBy: ShellToken | undefined
}

/** `2> file`: `descriptor` is what is written or left out in front of the operator. */
export interface Redirection {
  readonly operator: ShellToken
  readonly descriptor: string
  readonly target: ShellToken | undefined
}

/** Words of the grammar that a command may follow. */
const leading: ReadonlySet<string> = new Set([
  ...['if', 'then', 'else', 'elif', 'while', 'until', 'do', '{', '!', 'time'],
])
const closing: ReadonlySet<string> = new Set(['fi', 'done', 'esac', '}'])

/**
 * The simple commands of a text, as they stand; the words of the grammar around them are left out. What stands
 * between `for`, `case` and the line end, and the patterns of a `case`, appear as commands of that name.
 */
export function simpleCommands(tokens: readonly ShellToken[]): readonly SimpleCommand[] {
  const commands: SimpleCommand[] = []
  let words: ShellToken[] = []
  let redirections: Redirection[] = []
  const end = (endedBy: ShellToken | undefined) => {
    if (words.length > 0 || redirections.length > 0 || endedBy?.text === '&') {
      commands.push({ words, redirections, endedBy })
    }
    words = []
    redirections = []
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as ShellToken
    if (token.kind === 'word') {
      const isGrammar = words.length === 0 && (leading.has(token.text) || closing.has(token.text))
      if (!isGrammar) words.push(token)
    } else if (token.kind === 'line-end') end(token)
    else if (token.kind === 'operator') {
      if (!isRedirection(token)) {
        end(token)
        continue
      }
      const before = tokens[i - 1]
      const next = tokens[i + 1]
      const target = next?.kind === 'word' ? next : undefined
      if (target !== undefined) i++
      const descriptor = before?.kind === 'number' ? before.text : token.text.startsWith('<') ? '0' : '1'
      redirections.push({ operator: token, descriptor, target })
    }
  }
  end(undefined)
  return commands
}

function isRedirection({ text }: ShellToken): boolean {
  return /^(?:&>|[<>])/.test(text) && !text.endsWith('(')
}

/** What each word that opens a part of the grammar is closed by. */
const closers: Readonly<Record<string, string>> = { if: 'fi', do: 'done', case: 'esac', '{': '}', '(': ')' }

const closersOnly: ReadonlySet<string> = new Set(Object.values(closers))

/**
 * The part of the grammar that is opened last and never closed, or the word that closes nothing; undefined where
 * all of them are in pairs.
 */
export function unpaired(tokens: readonly ShellToken[]): ShellToken | undefined {
  const open: ShellToken[] = []
  let startsCommand = true
  for (const token of tokens) {
    const { text, kind } = token
    const isGrammar = kind === 'operator' || (kind === 'word' && startsCommand)
    const top = open.at(-1)
    if (isGrammar && Object.hasOwn(closers, text)) open.push(token)
    // A pattern of a case ends with a bracket that none opens.
    else if (isGrammar && closersOnly.has(text) && !(text === ')' && top?.text === 'case')) {
      if (top === undefined || closers[top.text] !== text) return token
      open.pop()
    }
    startsCommand =
      kind === 'line-end' ||
      (kind === 'operator' && !isRedirection(token)) ||
      (startsCommand && (leading.has(text) || closing.has(text)))
  }
  return open.at(-1)
}
