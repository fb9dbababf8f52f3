import { defineRule } from '../rule.ts'
import { entriesOf, isWritten, type Placed, valuesOf } from '../values/step-values.ts'

type Entry = Placed<{ readonly path?: string; readonly permissions?: number }>

export const missingMode = defineRule({
  id: 'missing-mode',
  severity: 'warning',
  summary: 'A file, folder or download has no permissions, so its mode is 0000.',
  details: `Without \`permissions\` the mode is not a usual one but 0000 (as in yip; cloud-init would take 0644): only root
can read such a file, and nobody else can enter such a folder. An existing file or folder loses the mode it had.

Write the mode, usually \`0644\` for files and \`0755\` for folders and programs. Who means it writes \`0000\`.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
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
    const tell = ({ value, path }: Entry, what: string, usual: string) => {
      if (value.permissions !== undefined || isWritten(file, [...path, 'permissions'])) return
      // Without a path there is nothing that could have a mode.
      if (!value.path) return
      findings.at(file, file.value([...path, 'path']), {
        message: `The ${what} ${value.path} has no \`permissions\`, so its mode becomes 0000`,
        help: `Add permissions: ${usual}`,
      })
    }
    for (const entry of entriesOf(valuesOf(file, 'files'))) tell(entry, 'file', '0644')
    for (const entry of entriesOf(valuesOf(file, 'directories'))) tell(entry, 'folder', '0755')
    for (const entry of entriesOf(valuesOf(file, 'downloads'))) tell(entry, 'download', '0644')
  },
})
