import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { valuesOf } from '../values/step-values.ts'

export const packageName = defineRule({
  id: 'package-name',
  severity: 'warning',
  summary: 'The name of a package holds something that the shell does not leave alone.',
  details: `The names of \`packages\` go through the shell as they are. \`nginx>=1.2\` writes a file named \`=1.2\`; \`*\` is
replaced by file names. Write the name alone, and a version as the package manager takes it, or quotes for the shell
inside of those of YAML. A version to hold is the matter of \`package_pins\`.`,
  bad: `stages:
  network:
    - name: Web server
      packages:
        install: [nginx>=1.2]
`,
  good: `stages:
  network:
    - name: Web server
      packages:
        install: [nginx]
`,
  checkFile(file, findings) {
    for (const { value, path } of valuesOf(file, 'packages')) {
      for (const verb of ['install', 'remove'] as const) {
        for (const [index, name] of (value[verb] ?? []).entries()) {
          const at = [...path, verb, index]
          if (name.includes('{{')) continue
          const odd = /[<>;&|()$`!*?]/.exec(
            name.replace(/'[^']*'|"[^"$`]*"/g, (quoted) => '_'.repeat(quoted.length)),
          )
          if (name.trim() === '') {
            tell(findings, file, at, { message: 'A package has no name', help: 'Remove the entry' })
          } else if (odd !== null) {
            const message = `\`${name}\` holds \`${odd[0]}\`, which the shell does not leave alone`
            const help = 'Write the name alone, or quotes for the shell inside: "\'...\'"'
            tell(findings, file, at, { message, help, from: odd.index, to: odd.index + 1 })
          }
        }
      }
    }
  },
})
