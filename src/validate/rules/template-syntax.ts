import { defineRule } from '../rule.ts'
import { parsed } from '../template/parsed.ts'
import { renderedTexts } from '../template/rendered-texts.ts'

/** yip uses a text whose template does not parse as it stands, which is what other programs' braces need. */
export const templateSyntax = defineRule({
  id: 'template-syntax',
  severity: 'error',
  summary: 'A template does not parse, so its text would be used with the braces in it.',
  details: `Commands, \`if\`, file contents, entities, values of \`environment\` and the host name are templates of
Go's text/template. One that does not parse is not expanded at all: the command is run, or the file written, with
the braces in it. A host name is not set then.

Correct the template. Braces that belong to another program are written \`{{ "{{" }}\`, or the whole text is put
between \`{{\` and a backquote, and a backquote and \`}}\`. An undeclared variable such as \`$labels\` is a warning: such
texts mostly belong to another program, and are written as they stand.`,
  bad: `stages:
  boot:
    - name: Greeting
      files:
        - path: /etc/issue
          permissions: 0644
          content: |
            Welcome
            This is {{ .Values.node.hostname }
`,
  good: `stages:
  boot:
    - name: Greeting
      files:
        - path: /etc/issue
          permissions: 0644
          content: |
            Welcome
            This is {{ .Values.node.hostname }}
`,
  checkFile(file, findings) {
    for (const rendered of renderedTexts(file)) {
      const result = parsed(rendered)
      if (result.ok) continue
      const { message, offset, variable } = result
      const span = file.within(
        rendered.path,
        offset,
        variable === undefined ? undefined : offset + variable.length,
      )
      if (variable !== undefined && rendered.over === 'facts') {
        findings.at(file, span, {
          severity: 'warning',
          message: `\`${variable}\` is not declared, so the text is used as it stands, braces and all`,
          help: 'If another program is to read these braces, write {{ "{{" }} for them; else declare the variable',
        })
      } else {
        findings.at(file, span, {
          message: `Template does not parse: ${message}`,
          help: 'Correct it; braces that are meant for another program are written {{ "{{" }}',
        })
      }
    }
  },
})
