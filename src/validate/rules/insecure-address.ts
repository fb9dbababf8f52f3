import { defineRule } from '../rule.ts'
import { insecureUrlFault } from '../values/address.ts'
import { tell } from '../values/fault.ts'
import { entriesOf, membersOf, type Placed, valuesOf } from '../values/step-values.ts'

export const insecureAddress = defineRule({
  id: 'insecure-address',
  severity: 'hint',
  summary: 'Something is fetched without encryption, so anybody on the way can change it.',
  details: `With \`http\` nobody checks who answers. What comes may be a program that runs as root, or keys that let somebody
log in. Write \`https\`. Addresses of the own machine or network are left alone.`,
  bad: `stages:
  network:
    - name: Tool
      downloads:
        - url: http://example.org/tool
          path: /usr/local/bin/tool
          permissions: 0755
`,
  good: `stages:
  network:
    - name: Tool
      downloads:
        - url: https://example.org/tool
          path: /usr/local/bin/tool
          permissions: 0755
`,
  checkFile(file, findings) {
    for (const { value, path } of entriesOf(valuesOf(file, 'downloads'))) {
      const fault = insecureUrlFault(value.url ?? '')
      if (fault !== undefined) tell(findings, file, [...path, 'url'], fault)
    }
    for (const { value, path } of valuesOf(file, 'git')) {
      const fault = insecureUrlFault(value.url ?? '')
      if (fault !== undefined) tell(findings, file, [...path, 'url'], fault)
    }
    const judgeKeys = (keys: Placed<readonly string[]>) => {
      for (const { value, path } of entriesOf([keys])) {
        const fault = insecureUrlFault(value)
        if (fault !== undefined) tell(findings, file, path, { ...fault, severity: 'warning' })
      }
    }
    for (const keys of membersOf(valuesOf(file, 'authorized_keys'))) judgeKeys(keys)
    for (const { value, path, step } of membersOf(valuesOf(file, 'users'))) {
      judgeKeys({ value: value.ssh_authorized_keys ?? [], path: [...path, 'ssh_authorized_keys'], step })
    }
  },
})
