import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlProperty = defineRule({
  id: 'yaml-property',
  severity: 'error',
  summary: 'An anchor or a tag stands where it belongs to nothing.',
  details: `\`&name\` and \`!tag\` stand directly before the value they belong to, each at most once, and never before an alias. A text
that begins with \`!\` or \`&\`, such as the password \`!\` of an account, has to be quoted.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: !e!text Welcome
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
    tellDecoded(file, findings, 'yaml-property')
  },
})
