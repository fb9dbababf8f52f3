import { unpaired } from '../../core/shell/commands.ts'
import type { ShellToken } from '../../core/shell/tokens.ts'
import type { CheckedFile, RuleContext, Span, Words } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { bashWord, shOf } from '../shell/bash-words.ts'
import { type ShellTextAt, shellTexts } from '../shell/shell-texts.ts'

export const shellSyntax = defineRule({
  id: 'shell-syntax',
  severity: 'error',
  summary:
    'A command or an `if` is no shell text: the shell stops at it and runs nothing, or only what is above.',
  details: `Each entry of \`commands\` and each \`if\` is given to \`sh -c\`. \`validate\` has them parsed by \`sh -n\`,
which runs nothing. What a template prints is replaced by a word for that; texts whose parts are chosen by templates
are told of only when they parse in no case. Where there is no \`sh\` the rule is left out.

Mostly it is a quote or an \`fi\` that is missing, often because YAML has taken something away: in an unquoted text
everything behind \` #\` is a comment of YAML's, and the lines of \`>\` and of unquoted texts are joined into one. A block
that starts with \`|\` keeps all as it is written.`,
  bad: `stages:
  boot:
    - name: Mount the data disk
      commands:
        - |
          if [ -b /dev/vdb ]; then
            mount /dev/vdb /srv
`,
  good: `stages:
  boot:
    - name: Mount the data disk
      commands:
        - |
          if [ -b /dev/vdb ]; then
            mount /dev/vdb /srv
          fi
`,
  async checkFile(file, findings, context) {
    const asked = shellTexts(file).filter(({ text, hasBranches }) => !hasBranches && !isPlain(text))
    if (asked.length === 0) return
    // All at once, so that one shell can read them.
    const mistakes = await Promise.all(asked.map(({ text }) => context.checkShell(text)))
    for (const [i, shell] of asked.entries()) {
      const mistake = mistakes[i]
      if (mistake === undefined) continue
      findings.at(file, placeOf(mistake, shell, file), wordsFor(mistake, shell, file, context))
    }
  },
})

interface Mistake {
  readonly line: number
  readonly message: string
}

/** Words of letters, digits and a few signs are a command to any shell; most commands are no more. */
function isPlain(text: string): boolean {
  return (
    /^[\w./:=,@%+ -]*$/.test(text) &&
    !/(?:^|\s)(?:if|then|else|elif|fi|do|done|for|while|until|case|esac|in)\b/.test(text)
  )
}

/** A shell names the line where it gave up; what it lacks was mostly opened before that. */
function placeOf({ line, message }: Mistake, { path, text, shell }: ShellTextAt, file: CheckedFile): Span {
  const { tokens, open } = shell
  if (open !== undefined) return file.within(path, open.from, open.from + open.mark.length)
  const lone = unpaired(tokens)
  const lines = text.split('\n')
  const start = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0)
  const end = start + (lines[line - 1] ?? '').length
  const word = /["`]([^"`']+)["']/.exec(message)?.[1]
  const inLine = tokens.filter(({ from }) => from >= start && from <= end)
  const named = endsEarly(message) || lone?.text === word ? undefined : unexpected(inLine, word)
  const token = named ?? lone ?? inLine.at(-1) ?? tokens.findLast(({ kind }) => kind !== 'line-end')
  return token === undefined ? file.value(path) : file.within(path, token.from, token.to)
}

function endsEarly(message: string): boolean {
  return /end of file|EOF/.test(message)
}

/** The token of a line that a shell names: of several equal ones that which has no command in front of it. */
function unexpected(line: readonly ShellToken[], word: string | undefined): ShellToken | undefined {
  const candidates = line.filter(({ text }) => text === word)
  return candidates.find((token) => line[line.indexOf(token) - 1]?.kind === 'operator') ?? candidates[0]
}

function wordsFor({ message }: Mistake, shell: ShellTextAt, file: CheckedFile, context: RuleContext): Words {
  const what = shell.key === 'if' ? '`if` is' : 'Command is'
  const bash = bashWord(shell)
  if (bash !== undefined && shOf(context.image) !== 'other') {
    return {
      severity: 'warning',
      message: `${what} no text for a plain shell: ${message}`,
      help: `\`${bash.written}\` is bash's: ${bash.instead}`,
    }
  }
  const help = hasComment(shell, file)
    ? 'YAML takes what follows " #" for a comment: put the text into quotes, or into a block that starts with |'
    : 'Correct it; a block that starts with | keeps lines and quotes as they are written'
  return { message: `${what} no shell text: ${message}`, help }
}

/** Whether YAML has cut off what follows the text in its line. */
function hasComment({ path }: ShellTextAt, file: CheckedFile): boolean {
  const { start, end } = file.value(path)
  const quoted = /["'|>]/.test(file.text.charAt(start))
  return !quoted && /^[ \t]+#/.test(file.text.slice(end, end + 80))
}
