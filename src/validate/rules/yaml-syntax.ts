import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlSyntax = defineRule({
  id: 'yaml-syntax',
  severity: 'error',
  summary: 'The text is no YAML at this place.',
  details: `Most often a colon is missing behind a key, stands twice on a line, or a line is not indented as deep as the text it
belongs to. A text with a colon and a blank in it (\`Note: reboot\`) has to be quoted.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Note: reboot tonight
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: "Note: reboot tonight"
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-syntax')
  },
})
