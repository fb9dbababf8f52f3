import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlQuote = defineRule({
  id: 'yaml-quote',
  severity: 'error',
  summary: 'A quote is opened and never closed.',
  details: `A value that begins with \`"\` or \`'\` goes on to the next quote of the same kind, over all lines in between. In single
quotes a single quote is written twice (\`'it''s'\`), in double quotes a double one with a backslash.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: 'Welcome
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: 'Welcome'
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-quote')
  },
})
