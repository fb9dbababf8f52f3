import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const aliasOfItself = defineRule({
  id: 'alias-of-itself',
  severity: 'error',
  summary: 'An alias stands inside of the value that it repeats.',
  details: `A value that contains itself has no end. Give the anchor to a part that does not hold the alias, or write the value out.`,
  bad: `stages:
  boot:
    - &motd
      name: Message of the day
      <<: *motd
`,
  good: `stages:
  boot:
    - &motd
      name: Message of the day
      hostname: node
    - <<: *motd
      name: Again
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'alias-of-itself')
  },
})
