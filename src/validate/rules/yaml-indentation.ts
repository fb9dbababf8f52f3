import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlIndentation = defineRule({
  id: 'yaml-indentation',
  severity: 'error',
  summary: 'A line is indented so that it belongs to nothing.',
  details: `What belongs together stands in one column: the keys of a map, the dashes of a list. A line in between two columns belongs
to neither. The place is that of the line that does not fit; often it is the one before that is wrong.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
       hostname: node
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
      hostname: node
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-indentation')
  },
})
