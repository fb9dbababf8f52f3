import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlCharacter = defineRule({
  id: 'yaml-character',
  severity: 'error',
  summary: 'A control character, or one that cannot begin a value, stands in the text.',
  details: `\`@\` and \`\` \` \`\` are reserved by YAML and begin no value; \`%\` begins none either, and \`|\` and \`>\` begin a block of text.
Control characters are not allowed anywhere; in double quotes they can be written as escapes: \`"\\x1b[1m"\`.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: @site
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: "@site"
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-character')
  },
})
