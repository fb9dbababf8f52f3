import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlBracket = defineRule({
  id: 'yaml-bracket',
  severity: 'error',
  summary: 'A bracket or brace is not closed, not opened, or a comma is missing in it.',
  details: `A value that begins with \`[\` or \`{\` is a list or map on one line, which ends with its counterpart. Texts that only look
like one, such as a test \`[ -e /etc/motd ]\` or a template \`{{ .Values.os.name }}\`, have to be quoted.`,
  bad: `stages:
  boot:
    - if: [ -e /etc/motd
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  good: `stages:
  boot:
    - if: '[ -e /etc/motd ]'
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-bracket')
  },
})
