import { suggest } from '../../core/config/suggest.ts'
import { builtins } from '../../core/template/builtins/index.ts'
import { sprigFunctionNames } from '../../core/template/sprig/index.ts'
import { defineRule } from '../rule.ts'
import { operandsOf } from '../template/operands.ts'
import { isFunction, parsed } from '../template/parsed.ts'
import { renderedTexts } from '../template/rendered-texts.ts'

export const unknownFunction = defineRule({
  id: 'unknown-function',
  severity: 'warning',
  summary: 'A template calls a function that does not exist, so its text is used with the braces in it.',
  details: `Templates know the functions of Go's text/template and of sprig. When one names another function, the whole
text is used as it stands, braces and all: a command is run and a file written with them. (A host name is not set:
there it is an error.)

Write the function's name as the documentation of sprig has it. Braces that belong to another program are written
\`{{ "{{" }}\`.`,
  bad: `stages:
  boot:
    - name: Greeting
      commands:
        - echo {{ uppercase .Values.node.hostname }} > /etc/issue
`,
  good: `stages:
  boot:
    - name: Greeting
      commands:
        - echo {{ upper .Values.node.hostname }} > /etc/issue
`,
  checkFile(file, findings) {
    for (const rendered of renderedTexts(file)) {
      const result = parsed(rendered)
      if (!result.ok) continue
      for (const operand of operandsOf(result.template)) {
        if (operand.kind !== 'identifier' || isFunction(operand.name)) continue
        const { name, at } = operand
        const nearest = suggest(name, [...builtins.keys(), ...sprigFunctionNames()])
        const lost =
          rendered.over === 'name' ? 'the name is not set' : 'the text is used as it stands, braces and all'
        findings.at(file, file.within(rendered.path, at, at + name.length), {
          ...(rendered.over === 'name' && { severity: 'error' }),
          message: `\`${name}\` is no function, so ${lost}`,
          help:
            nearest === undefined
              ? 'Functions are those of text/template and sprig; braces for another program are written {{ "{{" }}'
              : `Did you mean \`${nearest}\`?`,
        })
      }
    }
  },
})
