import type { CheckedFile, ConfigPath } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { decimalModeFault } from '../values/mode.ts'
import { entriesOf, spellingOf, valuesOf } from '../values/step-values.ts'

export const decimalMode = defineRule({
  id: 'decimal-mode',
  severity: 'warning',
  summary: 'Permissions are written in decimal, so other bits are set than the digits say.',
  details: `\`permissions: 644\` is the decimal number 644, which is 01204 in octal: the file gets mode 0204, writable for
its owner and readable for everybody else. Permissions are octal only with a zero in front: \`0644\` (or \`0o644\`).

A decimal number that gives a common mode (420 is 0644) is only a hint. In a \`#cloud-config\` digits are octal with or
without the zero, so nothing is said there.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 644
          content: Welcome
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    for (const key of ['files', 'directories', 'downloads'] as const) {
      for (const { value, path } of entriesOf<{ readonly permissions?: number }>(valuesOf(file, key))) {
        const at = [...path, 'permissions']
        if (value.permissions === undefined || isOctalAnyway(file, path)) continue
        const fault = decimalModeFault(value.permissions, spellingOf(file, at))
        // JSON has no octal numbers.
        const isJson = file.text[file.key(at).start] === '"'
        if (fault !== undefined && !(isJson && fault.severity === 'hint')) tell(findings, file, at, fault)
      }
    }
  },
})

/** What a cloud-config's own keys become is its first step of boot; there modes are read as octal. */
export function isOctalAnyway(file: CheckedFile, [, stage, index]: ConfigPath): boolean {
  return file.loaded.cloudConfig && stage === 'boot' && index === 0
}
