import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { parameterNameFault, parameterValueFault } from '../values/kernel-parameter.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

export const kernelParameter = defineRule({
  id: 'kernel-parameter',
  severity: 'warning',
  summary: 'A name or value of `sysctl` is none that the kernel has.',
  details: `\`sysctl\` writes to /proc/sys: dots of the name become slashes. A name that starts with \`/proc/sys\`, holds a
blank or \`=\`, or lies in no folder of /proc/sys is not found there. The kernel takes numbers, not \`yes\` or \`true\`.

An interface whose name holds a dot cannot be written so, as the dot becomes a slash: use a command.`,
  bad: `stages:
  boot:
    - name: Routing
      sysctl:
        nte.ipv4.ip_forward: "1"
`,
  good: `stages:
  boot:
    - name: Routing
      sysctl:
        net.ipv4.ip_forward: "1"
`,
  checkFile(file, findings) {
    for (const { name, value, path } of membersOf(valuesOf(file, 'sysctl'))) {
      const fault = parameterNameFault(name)
      if (fault === undefined) {
        const wrong = parameterValueFault(name, value)
        if (wrong !== undefined) tell(findings, file, path, wrong)
        continue
      }
      const { from, to, ...words } = fault
      const key = file.key(path)
      const isPlain = file.text.startsWith(name, key.start)
      const start = isPlain ? key.start + (from ?? 0) : key.start
      findings.at(file, { start, end: isPlain ? key.start + (to ?? name.length) : key.end }, words)
    }
  },
})
