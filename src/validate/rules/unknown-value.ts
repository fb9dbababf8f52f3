import type { Words } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { factData, nameData } from '../template/data-tree.ts'
import { type MissingValue, missingValues } from '../template/missing-values.ts'
import { parsed } from '../template/parsed.ts'
import { type RenderedText, renderedTexts } from '../template/rendered-texts.ts'

export const unknownValue = defineRule({
  id: 'unknown-value',
  severity: 'warning',
  summary: 'A template asks for a value that no machine has.',
  details: `\`.Values\` holds the facts of a machine: \`cos-config facts\` prints them. A path that leads nowhere
prints \`<no value>\` into the command or file, at any depth. What a machine may or may not have is fine; this rule
tells of what none has. A path behind \`default\`, \`if\` or \`with\` is told of only when it looks misspelt.

\`hostname\` is rendered over \`.UUID\`, \`.Random\`, \`.MachineID\` and \`.ProtectedID\` alone; asking for anything else
there is an error, and the name is not set.`,
  bad: `stages:
  boot:
    - name: Greeting
      commands:
        - echo "{{ .Values.node.hostnam }}" > /etc/issue
`,
  good: `stages:
  boot:
    - name: Greeting
      commands:
        - echo "{{ .Values.node.hostname }}" > /etc/issue
`,
  checkFile(file, findings) {
    for (const rendered of renderedTexts(file)) {
      const result = parsed(rendered)
      if (!result.ok) continue
      for (const missing of missingValues(result.template, rendered.over === 'name' ? nameData : factData)) {
        if (missing.isGuarded && missing.meant === undefined) continue
        findings.at(file, file.within(rendered.path, missing.from, missing.to), wordsFor(missing, rendered))
      }
    }
  },
})

function wordsFor({ path, inside, meant }: MissingValue, { over }: RenderedText): Words {
  const instead = meant === undefined ? undefined : `Did you mean \`${meant}\`?`
  if (over === 'name') {
    return {
      severity: 'error',
      message: `\`${path}\` is not known to \`hostname\`, so the name is not set`,
      help: instead ?? 'A host name can be made of .MachineID, .ProtectedID, .UUID and .Random',
    }
  }
  const parent = path.slice(0, path.lastIndexOf('.'))
  if (inside === 'list') {
    return {
      message: `\`${path}\` asks a list for a name, so the text is used as it stands, braces and all`,
      help: `Take one of the list, (index ${parent} 0), or go through it with {{ range ${parent} }}`,
    }
  }
  if (inside === 'leaf') {
    return {
      message: `\`${path}\` is not there: \`${parent}\` is a text or number, and the text is used with its braces`,
      help: instead ?? `Write \`${parent}\``,
    }
  }
  const isForeign = !path.includes('.Values')
  return {
    message: `\`${path}\` is a value that no machine has; \`<no value>\` is written in its place`,
    help:
      instead ??
      (isForeign
        ? 'Facts are below .Values; braces that are meant for another program are written {{ "{{" }}'
        : '"cos-config facts" prints what is known'),
  }
}
