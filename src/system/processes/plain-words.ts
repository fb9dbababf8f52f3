/**
 * Words that every shell reads alike: letters, digits and a few signs, and quoted text without any expansion.
 */
const word = /(?:[A-Za-z0-9_./,:=@%+-]|'[^']*'|"[^"$`\\]*")+/y
const blanks = /[ \t]+/y
const quoted = /'([^']*)'|"([^"]*)"/g

/**
 * Splits a command that is nothing but a program and its arguments, so that it can be run without a shell to the
 * same effect. Undefined for anything that a shell has to look at: expansions, redirections, several commands,
 * assignments, and what shells do themselves.
 */
export function plainWords(command: string): [program: string, ...arguments_: string[]] | undefined {
  const text = command.replace(/^[ \t]+|[ \t\n]+$/g, '')
  const words: string[] = []
  for (let at = 0; at < text.length; ) {
    word.lastIndex = at
    const found = word.exec(text)?.[0]
    if (found === undefined) return undefined
    words.push(found.replace(quoted, (_, single?: string, double?: string) => single ?? double ?? ''))
    at += found.length
    if (at === text.length) break
    blanks.lastIndex = at
    const gap = blanks.exec(text)?.[0]
    if (gap === undefined) return undefined
    at += gap.length
  }
  const [program, ...rest] = words
  if (program === undefined || program === '' || program.includes('=') || ownWords.has(program))
    return undefined
  return [program, ...rest]
}

/** Reserved words and builtins of dash, bash and the shells that stand in for them. */
const ownWords = new Set(
  `. : [ alias bg bind break builtin caller case cd chdir command compgen complete compopt continue coproc declare
  dirs disown do done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash
  help history if in jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return
  select set shift shopt source suspend test then time times trap true type typeset ulimit umask unalias unset
  until wait while`.split(/\s+/),
)
