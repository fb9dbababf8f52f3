import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const wrongType = defineRule({
  id: 'wrong-type',
  severity: 'error',
  summary: 'A value is of another kind than its key takes.',
  details: `The reference says of each key whether it takes a text, a number, true or false, a list or a map. One value of the wrong
kind, in whatever stage, rejects the whole file.

What people meet most: one command where a list belongs, permissions in quotes (\`"0644"\`, as cloud-init wants them), and
a command with a colon and a blank in it, which YAML reads as a map unless it is quoted. Fields that take true or
false also take \`yes\`, \`no\`, \`on\` and \`off\`, but no \`"true"\` in quotes.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: "0644"
          content: Welcome
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'wrong-type')
  },
})
