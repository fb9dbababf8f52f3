import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'

export const swallowedLines = defineRule({
  id: 'swallowed-lines',
  severity: 'warning',
  summary: 'A comment swallows the lines below it, as YAML has joined them into one.',
  details: `In a block that starts with \`>\`, and in quotes, YAML joins lines into one. A \`#\` in it is a comment of the
shell's up to the end of that line, which is the end of the text: the commands below are never run.

Start the block with \`|\`, which keeps the lines.`,
  bad: `stages:
  boot:
    - name: Network
      commands:
        - >
          ip link set eth1 up
          # The address of the maintenance network
          && ip addr add 10.0.0.2/24 dev eth1
`,
  good: `stages:
  boot:
    - name: Network
      commands:
        - |
          ip link set eth1 up
          # The address of the maintenance network
          ip addr add 10.0.0.2/24 dev eth1
`,
  checkFile(file, findings) {
    for (const { path, shell } of shellTexts(file)) {
      for (const comment of shell.tokens.filter(({ kind }) => kind === 'comment')) {
        const { start, end } = file.within(path, comment.from, comment.to)
        const lines = file.text.slice(start, end).trimEnd().split('\n').slice(1)
        if (!file.text.startsWith('#', start) || lines.every((line) => /^\s*(?:#|$)/.test(line))) continue
        findings.at(file, file.within(path, comment.from, comment.from + 1), {
          message: '`#` makes a comment of all lines below it: YAML joins them into one here',
          help: 'Start the block with | instead of >, so that the lines stay as they are',
        })
      }
    }
  },
})
