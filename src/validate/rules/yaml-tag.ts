import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlTag = defineRule({
  id: 'yaml-tag',
  severity: 'error',
  summary: 'A value is not of the kind that its tag says.',
  details: `A tag such as \`!!int\` or \`!!bool\` says how a value is to be read, and the value has to look like one. Tags are hardly ever
needed: every key knows what it takes.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: !!int Welcome
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: !!str Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-tag')
  },
})
