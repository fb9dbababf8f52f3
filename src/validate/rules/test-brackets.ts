import { unpaired } from '../../core/shell/commands.ts'
import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { spokenWords } from '../shell/words.ts'

export const testBrackets = defineRule({
  id: 'test-brackets',
  severity: 'warning',
  summary: 'A test in brackets lacks a blank or its closing bracket, so it always fails.',
  details: `\`[\` is a command, and \`]\` is its last argument: both stand alone, with blanks around them. \`[-f /x]\`
runs a command called \`[-f\`, which there is none of, so the test fails on every machine, and an \`if\` skips its
step.`,
  bad: `stages:
  boot:
    - name: Recovery
      if: '[-f /run/cos/recovery_mode]'
      systemctl:
        start: [recovery.target]
`,
  good: `stages:
  boot:
    - name: Recovery
      if: '[ -f /run/cos/recovery_mode ]'
      systemctl:
        start: [recovery.target]
`,
  checkFile(file, findings) {
    for (const { path, commands, shell } of shellTexts(file)) {
      // What lacks its `fi` or `then` has other commands than it seems.
      if (unpaired(shell.tokens) !== undefined) continue
      for (const command of commands) {
        const words = spokenWords(command)
        const [name] = words
        if (name === undefined) continue
        const bracket = /^\[\[?/.exec(name.text)?.[0]
        if (bracket === undefined) continue
        if (name.text !== bracket) {
          // A pattern of files is no name of a command, but nothing hinders it.
          if (!/^\[\[?[-!"'$=]/.test(name.text)) continue
          findings.at(file, file.within(path, name.from, name.to), {
            message: `\`${bracket}\` needs a blank behind it: the shell looks for a command called \`${name.text}\``,
            help: `Write \`${bracket} ${name.text.slice(bracket.length)}\``,
          })
        } else {
          const closing = bracket.replaceAll('[', ']')
          // An && inside [[ ]] makes two commands of it here.
          const last =
            bracket === '[' ? words.at(-1) : commands.findLast(({ words }) => words.length > 0)?.words.at(-1)
          if (last === undefined || last.text === closing) continue
          findings.at(file, file.within(path, last.from, last.to), {
            message: `\`${bracket}\` has no \`${closing}\` that stands alone as its last word, so the test always fails`,
            help: last.text.endsWith(closing) ? `Put a blank before \`${closing}\`` : `Add \` ${closing}\``,
          })
        }
      }
    }
  },
})
