import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { hostNameFault } from '../values/host-name.ts'
import { valuesOf } from '../values/step-values.ts'

export const hostName = defineRule({
  id: 'host-name',
  severity: 'warning',
  summary: 'The host name has letters or a length that names of the network do not allow.',
  details: `A host name is made of letters, digits and hyphens, in parts of up to 63 letters between dots (RFC 1123). The
kernel takes any text of up to 64 bytes, also an underscore or a line end, but resolvers, certificates and clusters do
not. A longer name is refused. Of a template only what stands outside of the braces is looked at.`,
  bad: `stages:
  initramfs:
    - name: Name of the machine
      hostname: edge_node_7
`,
  good: `stages:
  initramfs:
    - name: Name of the machine
      hostname: edge-node-7
`,
  checkFile(file, findings) {
    for (const { value, path } of valuesOf(file, 'hostname')) {
      const fault = hostNameFault(value)
      if (fault !== undefined) tell(findings, file, path, fault)
    }
  },
})
