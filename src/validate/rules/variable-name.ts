import { defineRule } from '../rule.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

export const variableName = defineRule({
  id: 'variable-name',
  severity: 'warning',
  summary: 'A variable of `environment` has a name that programs do not read.',
  details: `Names of variables are letters, digits and \`_\`, and do not start with a digit. /etc/environment is read by PAM,
units and shells: they pass over, or stumble on, a line with a blank, a hyphen or a dot before the \`=\`.`,
  bad: `stages:
  boot:
    - name: Proxy
      environment:
        http-proxy: http://proxy:3128
`,
  good: `stages:
  boot:
    - name: Proxy
      environment:
        http_proxy: http://proxy:3128
`,
  checkFile(file, findings) {
    for (const { name, path } of membersOf(valuesOf(file, 'environment'))) {
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name.includes('{{')) continue
      const meant = name.trim().replace(/[^A-Za-z0-9_]+/g, '_')
      findings.at(file, file.key(path), {
        message: name === '' ? 'A variable has no name' : `\`${name}\` is no name of a variable`,
        help: /^[A-Za-z_]/.test(meant)
          ? `Write ${meant}`
          : 'Use letters, digits and _, starting with a letter',
      })
    }
  },
})
