import type { ShellToken } from '../../core/shell/tokens.ts'
import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { isAssignment, spokenWords } from '../shell/words.ts'

/** Commands that change nothing but the shell that runs them. */
const ofTheShell: ReadonlySet<string> = new Set([
  ...['cd', 'export', 'set', 'unset', 'umask', 'alias', 'unalias', 'ulimit', 'shift', 'readonly', 'shopt'],
])

export const commandWithoutEffect = defineRule({
  id: 'command-without-effect',
  severity: 'warning',
  summary: 'A command only changes its own shell, which ends with it.',
  details: `Each entry of \`commands\` is run by a shell of its own. \`cd\`, \`export\`, \`set -e\`, \`umask\` or a variable
in an entry of their own are gone when the next one starts.

Put what belongs together into one entry: \`cd /srv && tar xf app.tar\`, or a block that starts with \`|\`.`,
  bad: `stages:
  boot:
    - name: Unpack the application
      commands:
        - cd /srv
        - tar xf app.tar
`,
  good: `stages:
  boot:
    - name: Unpack the application
      commands:
        - cd /srv && tar xf app.tar
`,
  checkFile(file, findings) {
    for (const { key, path, commands, shell, hasBranches } of shellTexts(file)) {
      const [first] = commands
      if (key !== 'commands' || first === undefined || hasBranches) continue
      const harmless = commands.every((command) => {
        const name = spokenWords(command)[0]
        return command.redirections.length === 0 && (name === undefined || ofTheShell.has(name.text))
      })
      if (!harmless || shell.tokens.some(runsSomething)) continue
      const name = spokenWords(first)[0]
      const token = name ?? first.words[0]
      if (token === undefined) continue
      const written = name?.text ?? token.text.slice(0, token.text.indexOf('='))
      findings.at(file, file.within(path, token.from, token.from + written.length), {
        message: `\`${written}\` has no effect here: each command is run by a shell of its own`,
        help: 'Put it into one entry with the commands that need it, with && or in a block that starts with |',
      })
    }
  },
})

/** Substitutions run commands; `(` and the like may hold anything. */
function runsSomething(token: ShellToken): boolean {
  if (token.kind === 'operator') return !['&&', '||', ';'].includes(token.text)
  return /\$\(|`/.test(token.text) || (isAssignment(token) && token.text.includes('${'))
}
