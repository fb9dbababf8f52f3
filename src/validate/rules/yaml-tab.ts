import { tellDecoded } from '../decoded-findings.ts'
import { defineRule } from '../rule.ts'

export const yamlTab = defineRule({
  id: 'yaml-tab',
  severity: 'error',
  summary: 'A tab stands where blanks belong.',
  details: `YAML takes no tabs in the indentation of a line, nor behind the dash of a list: how far a tab reaches depends on the
editor. Set the editor to write blanks for tabs in YAML. Inside of texts tabs are fine, in blocks behind the indentation.`,
  bad: `stages:
  boot:
    - name: Message of the day
		hostname: node
`,
  good: `stages:
  boot:
    - name: Message of the day
      hostname: node
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'yaml-tab')
  },
})
