import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { decimalModeFault, modeBitsFault } from '../values/mode.ts'
import { entriesOf, spellingOf, valuesOf } from '../values/step-values.ts'
import { isOctalAnyway } from './decimal-mode.ts'

export const modeBits = defineRule({
  id: 'mode-bits',
  severity: 'warning',
  summary: 'A mode has bits that are lost: set-user-id, set-group-id, sticky, or more than a mode has.',
  details: `Only the nine permission bits of \`permissions\` reach the file or folder (as in yip, where Go keeps the others
in another place of the number). \`04755\` gives 0755, \`01777\` gives 0777.

Write the nine bits, and set the rest with \`chmod\` in \`commands\`, which run after \`files\` and \`directories\`.`,
  bad: `stages:
  boot:
    - name: Folder that everybody may write to
      directories:
        - path: /srv/exchange
          permissions: 01777
`,
  good: `stages:
  boot:
    - name: Folder that everybody may write to
      directories:
        - path: /srv/exchange
          permissions: 0755
      commands:
        - chmod 1777 /srv/exchange
`,
  checkFile(file, findings) {
    for (const key of ['files', 'directories', 'downloads'] as const) {
      const entries = entriesOf<{ readonly path?: string; readonly permissions?: number }>(
        valuesOf(file, key),
      )
      for (const { value, path } of entries) {
        const at = [...path, 'permissions']
        const { permissions = 0, path: target = '' } = value
        if (permissions <= 0o777) continue
        const spelling = spellingOf(file, at)
        // Of 644 there is something better to say.
        if (!isOctalAnyway(file, path) && decimalModeFault(permissions, spelling) !== undefined) continue
        const fault = modeBitsFault(permissions, spelling, target)
        if (fault !== undefined) tell(findings, file, at, fault)
      }
    }
  },
})
