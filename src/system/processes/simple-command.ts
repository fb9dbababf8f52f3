/** A command that needs no shell: a program with its arguments, and where its output goes. */
export interface SimpleCommand {
  readonly words: readonly [program: string, ...arguments_: string[]]
  readonly redirections: readonly Redirection[]
  /** When it is run, by how the one before it ended: `&&` after success, `||` after failure. */
  readonly after: '&&' | '||' | undefined
}

/** One redirection of standard output (1) or standard error (2): to a file, or to where the other one goes. */
export type Redirection =
  | { readonly from: 1 | 2; readonly path: string; readonly append: boolean }
  | { readonly from: 1 | 2; readonly to: 1 | 2 }

/** Words that every shell reads alike: letters, digits and a few signs, and quoted text without any expansion. */
const word = /(?:[A-Za-z0-9_./,:=@%+-]|'[^']*'|"[^"$`\\]*")+/y
/** `[`, `]` and `!` are words of their own, for tests. */
const sign = /[[\]!](?=[ \t]|$)/y
const quoted = /'([^']*)'|"([^"]*)"/g
const blanks = /[ \t]+/y
const joint = /(&&|\|\|)[ \t]+/y
const duplication = /(1?>&2|2>&1)(?=[ \t]|$)/y
const redirection = /([12]?)(>>?)[ \t]*/y

/**
 * Takes a command apart that is nothing but programs, their arguments and redirected output, joined by `&&` and `||`.
 * Undefined for anything that a shell has to look at: expansions, assignments, and what shells do in ways of their
 * own.
 */
export function simpleCommands(command: string): SimpleCommand[] | undefined {
  const text = new Text(command.replace(/^[ \t]+|[ \t\n]+$/g, ''))
  const commands: SimpleCommand[] = []
  for (let after: SimpleCommand['after']; ; ) {
    const simple = takeCommand(text, after)
    if (simple === undefined) return undefined
    commands.push(simple)
    if (text.isAtEnd) return commands
    const next = text.take(joint)?.[1]
    if (next !== '&&' && next !== '||') return undefined
    after = next
  }
}

/** A text that is read from its start, piece by piece. */
class Text {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found === null) return undefined
    this.#at += found[0].length
    return found
  }

  takeWord(): string | undefined {
    const found = this.take(word)?.[0]
    return found?.replace(quoted, (_, single?: string, double?: string) => single ?? double ?? '')
  }
}

function takeCommand(text: Text, after: SimpleCommand['after']): SimpleCommand | undefined {
  const words: string[] = []
  const redirections: Redirection[] = []
  for (;;) {
    const redirected = takeRedirection(text)
    if (redirected === 'broken') return undefined
    const found = redirected ? undefined : (text.takeWord() ?? text.take(sign)?.[0])
    if (redirected) redirections.push(redirected)
    else if (found === undefined) break
    // Words behind a redirection are fine for a shell, and rare.
    else if (redirections.length > 0) return undefined
    else words.push(found)
    if (!text.take(blanks)) break
  }
  const [program, ...rest] = words
  if (program === undefined || !isProgram(program, rest)) return undefined
  return { words: [program, ...rest], redirections, after }
}

function takeRedirection(text: Text): Redirection | 'broken' | undefined {
  const duplicated = text.take(duplication)?.[1]
  if (duplicated !== undefined) return duplicated === '2>&1' ? { from: 2, to: 1 } : { from: 1, to: 2 }
  const [, from, arrow] = text.take(redirection) ?? []
  if (arrow === undefined) return undefined
  const path = text.takeWord()
  return path ? { from: from === '2' ? 2 : 1, path, append: arrow === '>>' } : 'broken'
}

function isProgram(program: string, rest: readonly string[]): boolean {
  if (program === '' || program === '!' || program === ']' || program.includes('=')) return false
  return !ownWords.has(program) || isSameAsProgram(program, rest)
}

/** Builtins that, with these arguments, do just what the programs of that name do. */
function isSameAsProgram(program: string, rest: readonly string[]): boolean {
  if (program === 'echo')
    return rest.every((argument) => !argument.startsWith('-') && !argument.includes('\\'))
  return (program === 'true' || program === 'false') && rest.length === 0
}

/** Reserved words and builtins of dash and bash; `[` and `test` are looked at by themselves. */
const ownWords = new Set(
  `. : alias bg bind break builtin caller case cd chdir command compgen complete compopt continue coproc declare
  dirs disown do done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash
  help history if in jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return
  select set shift shopt source suspend then time times trap true type typeset ulimit umask unalias unset
  until wait while`.split(/\s+/),
)
