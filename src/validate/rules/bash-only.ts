import { defineRule } from '../rule.ts'
import { bashWord, shOf } from '../shell/bash-words.ts'
import { shellTexts } from '../shell/shell-texts.ts'

export const bashOnly = defineRule({
  id: 'bash-only',
  severity: 'hint',
  summary: 'A command uses what only bash has, but is run by `sh`.',
  details: `Commands and \`if\` are given to \`sh -c\`. Where /bin/sh is dash or busybox (Debian, Ubuntu, Alpine, many
initramfs), \`[[\`, arrays, \`source\`, \`&>\`, \`==\` in \`[\`, \`{a,b}\` and the like fail or mean something else: \`&>\`
runs the command in the background. Where it is bash (openSUSE, Fedora) they work.

With \`--root\` the shell of that image is looked at: a warning when it is not bash, nothing when it is. Without it
this is a hint. The first such thing of each text is named.`,
  bad: `stages:
  boot:
    - name: Register
      commands:
        - register-node &> /var/log/register.log
`,
  good: `stages:
  boot:
    - name: Register
      commands:
        - register-node > /var/log/register.log 2>&1
`,
  checkFile(file, findings, { image }) {
    const sh = shOf(image)
    if (sh === 'bash') return
    for (const shell of shellTexts(file)) {
      const found = bashWord(shell)
      if (found === undefined) continue
      const { from, to, written, instead } = found
      findings.at(file, file.within(shell.path, from, to), {
        ...(sh === 'other' && { severity: 'warning' }),
        message: `\`${written}\` is bash's, and commands are run by sh`,
        help: `Other shells than bash: ${instead}`,
      })
    }
  },
})
