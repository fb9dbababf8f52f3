import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlBinary = defineRule({
  id: 'yaml-binary',
  severity: 'error',
  summary: 'A value tagged `!!binary` is no base64.',
  details: `\`!!binary\` asks for base64 with the standard alphabet and its padding (RFC 4648, section 4). Line ends in it do not
count, other blanks do. A file can be given as base64 without the tag, too: \`encoding: base64\`.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: !!binary V2VsY29tZ
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: !!binary V2VsY29tZQ==
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-binary')
  },
})
