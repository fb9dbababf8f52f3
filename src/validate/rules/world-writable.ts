import { permissionBits } from '../../core/go-attributes.ts'
import { defineRule } from '../rule.ts'
import { decimalModeFault, octal } from '../values/mode.ts'
import { entriesOf, spellingOf, valuesOf } from '../values/step-values.ts'
import { isOctalAnyway } from './decimal-mode.ts'

export const worldWritable = defineRule({
  id: 'world-writable',
  severity: 'hint',
  summary: 'Everybody may change a file, or remove what is in a folder.',
  details: `With a mode such as 0666 or 0777 every account of the machine can put something else into the file. For a
program or a unit this hands out root's rights.

Take the last digit down to 4 or 5, and give the file to the group that has to write it.`,
  bad: `stages:
  boot:
    - name: Program
      files:
        - path: /usr/local/bin/report
          permissions: 0777
          content: |
            #!/bin/sh
            uptime
`,
  good: `stages:
  boot:
    - name: Program
      files:
        - path: /usr/local/bin/report
          permissions: 0755
          content: |
            #!/bin/sh
            uptime
`,
  checkFile(file, findings) {
    for (const key of ['files', 'directories', 'downloads'] as const) {
      const entries = entriesOf<{ readonly path?: string; readonly permissions?: number }>(
        valuesOf(file, key),
      )
      for (const { value, path } of entries) {
        const at = [...path, 'permissions']
        const bits = permissionBits(value.permissions ?? 0)
        if ((bits & 0o002) === 0 || (value.permissions ?? 0) > 0o777) continue
        if (!isOctalAnyway(file, path)) {
          const decimal = decimalModeFault(value.permissions ?? 0, spellingOf(file, at))
          // Of 666 there is something better to say.
          if (decimal !== undefined && decimal.severity !== 'hint') continue
        }
        const what = key === 'directories' ? 'may remove or replace what is in it' : 'may change it'
        findings.at(file, file.value(at), {
          message: `\`permissions: ${octal(bits)}\` of ${value.path ?? ''}: everybody ${what}`,
          help: `Write ${octal(bits & ~0o002)}`,
        })
      }
    }
  },
})
