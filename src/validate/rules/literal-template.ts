import { defineRule } from '../rule.ts'
import { plainTexts } from '../template/plain-texts.ts'

/** Braces around something that looks like an action: a path of values, a variable, a call. */
const action = /\{\{-?\s*[.$\w"(][^{}]*\}\}/

export const literalTemplate = defineRule({
  id: 'literal-template',
  severity: 'warning',
  summary: 'A template stands where nothing is expanded, and is taken literally.',
  details: `Commands, \`if\`, file contents, entities, packages, values of \`environment\` and
\`hostname\` are templates. Paths, names, owners, addresses, keys and all other texts are not: the braces become part
of them.

Write the value itself, or do it with a command, which is a template.`,
  bad: `stages:
  boot:
    - name: Log of this node
      files:
        - path: /var/log/{{ .Values.node.hostname }}.log
          permissions: 0644
`,
  good: `stages:
  boot:
    - name: Log of this node
      commands:
        - touch "/var/log/{{ .Values.node.hostname }}.log"
`,
  checkFile(file, findings) {
    for (const { path, text, key } of plainTexts(file)) {
      const found = action.exec(text)
      if (found === null) continue
      findings.at(file, file.within(path, found.index, found.index + found[0].length), {
        message: `\`{{\` is taken literally: texts of \`${key}\` are not expanded`,
        help: 'Write the value itself, or use a command, where templates are expanded',
      })
    }
  },
})
