import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlEncoding = defineRule({
  id: 'yaml-encoding',
  severity: 'error',
  summary: 'The text is not UTF-8.',
  details: `Configuration is UTF-8, or UTF-16 with a byte order mark. NUL bytes are a sign of UTF-16 without a mark, or of a file that
is no text at all. A byte order mark in the middle comes from joining files. Bytes that are no text go into a value with
\`encoding: base64\`.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome \u{0}
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
    tellDecoded(file, findings, 'yaml-encoding')
  },
})
