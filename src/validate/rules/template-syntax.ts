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
      const { message, offset, variable } = unclosed(rendered.text, result) ?? result
      const word = variable ?? (rendered.text.startsWith('{{', offset) ? '{{' : ' ')
      const span = file.within(rendered.path, offset, offset + word.length)
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

interface Mistake {
  readonly message: string
  readonly offset: number
  readonly variable?: string
}

/** What lacks its end goes wrong at the next odd character, but is to be mended where it starts. */
function unclosed(text: string, { offset }: Mistake): Mistake | undefined {
  const start = text.lastIndexOf('{{', offset)
  if (start < 0) return undefined
  const next = text.indexOf('{{', start + 2)
  const action = text.slice(start, next < 0 ? undefined : next)
  return action.includes('}}') ? undefined : { message: 'the action is never closed with }}', offset: start }
}
