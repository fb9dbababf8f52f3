import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const fileMode = defineRule({
  id: 'file-mode',
  severity: 'error',
  summary: 'The permissions of a file in a `#cloud-config` are no octal number.',
  details: `In a \`#cloud-config\`, \`permissions\` are octal digits, with or without a leading zero, quoted or not: \`"0644"\`. A prefix
\`0o\`, a symbolic mode (\`u=rw\`) or a digit above 7 rejects the whole file.`,
  bad: `#cloud-config
write_files:
  - path: /etc/motd
    permissions: u=rw
    content: Welcome
`,
  good: `#cloud-config
write_files:
  - path: /etc/motd
    permissions: "0644"
    content: Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'file-mode')
  },
})
