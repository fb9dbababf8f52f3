import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const merge = defineRule({
  id: 'merge',
  severity: 'error',
  summary: '`<<` names something that is no map.',
  details: `\`<<: *name\` takes over the keys of a map that the anchor \`&name\` marks; a list of such aliases takes over several. The
map's own keys win. To repeat a list or a text, use the alias alone: \`files: *files\`.`,
  bad: `common: &common [Welcome]
stages:
  boot:
    - name: Message of the day
      <<: *common
`,
  good: `common: &common
  hostname: node
stages:
  boot:
    - name: Message of the day
      <<: *common
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'merge')
  },
})
