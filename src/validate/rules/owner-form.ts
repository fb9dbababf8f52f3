import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { ownerFormFault, ownerNumberFault } from '../values/owner.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

interface Owned {
  readonly owner?: number
  readonly group?: number
  readonly ownerstring?: string
}

export const ownerForm = defineRule({
  id: 'owner-form',
  severity: 'warning',
  summary: 'The owner of a file is written in a form that is not understood.',
  details: `\`ownerstring\` (in a \`#cloud-config\`: \`owner\`) is \`user\` or \`user:group\`, by name: numbers are looked up as
names too and not found, and the file keeps the owner it has. \`owner\` and \`group\` are numbers; -1 keeps what is there,
and they count only without \`ownerstring\`.`,
  bad: `stages:
  boot:
    - name: Token
      files:
        - path: /etc/app/token
          permissions: 0640
          ownerstring: "0:4"
          content: replace-me
`,
  good: `stages:
  boot:
    - name: Token
      files:
        - path: /etc/app/token
          permissions: 0640
          owner: 0
          group: 4
          content: replace-me
`,
  checkFile(file, findings) {
    for (const key of ['files', 'directories', 'downloads'] as const) {
      for (const { value, path } of entriesOf<Owned>(valuesOf(file, key))) {
        const fault = ownerFormFault(value.ownerstring ?? '')
        if (fault !== undefined) tell(findings, file, [...path, 'ownerstring'], fault)
        for (const number of ['owner', 'group'] as const) {
          const at = [...path, number]
          const wrong = ownerNumberFault(value[number] ?? 0, number)
          if (wrong !== undefined) tell(findings, file, at, wrong)
          else if (value.ownerstring && value[number] !== undefined) {
            const message = `\`${number}: ${value[number]}\` does not count beside \`ownerstring\``
            tell(findings, file, at, {
              message,
              help: `Remove ${number}, or write user:group in ownerstring`,
            })
          }
        }
      }
    }
  },
})
