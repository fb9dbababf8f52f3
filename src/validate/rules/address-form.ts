import { defineRule } from '../rule.ts'
import { urlFault } from '../values/address.ts'
import { tell } from '../values/fault.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

export const addressForm = defineRule({
  id: 'address-form',
  severity: 'warning',
  summary: 'An address cannot be fetched: scheme, host or form are wrong.',
  details: `\`downloads\` fetch \`http\` and \`https\` addresses. An address without scheme or host, or with another scheme,
fails at every boot; one with a blank or line end in it is rarely what the server knows.

Write the whole address, with \`%20\` for a blank. In YAML a \`#\` behind a blank starts a comment: put such an address in
quotes.`,
  bad: `stages:
  network:
    - name: Tool
      downloads:
        - url: example.org/tool
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
      const fault = urlFault(value.url ?? '')
      if (fault !== undefined) tell(findings, file, value.url ? [...path, 'url'] : path, fault)
    }
  },
})
