import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlEscape = defineRule({
  id: 'yaml-escape',
  severity: 'error',
  summary: 'A backslash in double quotes begins no escape that YAML knows.',
  details: `In double quotes a backslash begins an escape: \`\\n\`, \`\\t\`, \`\\"\`, \`\\\\\`, \`\\x1b\`, \`\\u00e9\`. Others, such as \`\\d\` of a regular
expression, \`\\.\` or \`\\/\`, are errors. In single quotes and in blocks of text a backslash is just a backslash.`,
  bad: `stages:
  boot:
    - only_os_version: "22\\.04"
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  good: `stages:
  boot:
    - only_os_version: '22\\.04'
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-escape')
  },
})
