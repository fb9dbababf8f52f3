import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlAlias = defineRule({
  id: 'yaml-alias',
  severity: 'error',
  summary: 'An alias stands for no anchor, or is none that YAML knows.',
  details: `\`*name\` repeats the value that \`&name\` marks further up in the same file. An anchor that stands below its alias, in
another file, or under another name is none. A text that begins with \`*\` or \`&\` (a schedule for cron, a shell pattern)
has to be quoted.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: *welcome
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: "*welcome"
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-alias')
  },
})
