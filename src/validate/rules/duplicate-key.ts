import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const duplicateKey = defineRule({
  id: 'duplicate-key',
  severity: 'error',
  summary: 'A key stands twice in the same map.',
  details: `A map has each key once; a file with a key twice is rejected as a whole. Two lists of commands in a step, or two stages
\`boot\` in a file, are written as one, or as two steps of the same stage.`,
  bad: `stages:
  boot:
    - name: Message of the day
      hostname: node
  boot:
    - name: Kernel
      sysctl:
        kernel.panic: "10"
`,
  good: `stages:
  boot:
    - name: Message of the day
      hostname: node
    - name: Kernel
      sysctl:
        kernel.panic: "10"
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'duplicate-key')
  },
})
