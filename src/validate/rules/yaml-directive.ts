import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlDirective = defineRule({
  id: 'yaml-directive',
  severity: 'error',
  summary: 'A line that begins with `%` is none that is understood.',
  details: `Lines with \`%\` above a document are instructions to the reader: \`%YAML 1.1\` and \`%TAG\`. \`%YAML 1.2\` is not read. Behind
them \`---\` has to stand before the first key.`,
  bad: `%YAML 1.2
---
stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  good: `%YAML 1.1
---
stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-directive')
  },
})
