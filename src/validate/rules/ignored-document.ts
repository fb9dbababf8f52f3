import type { Finding } from '../../core/config/decode/finding.ts'
import { tellDecoded } from '../decoded-findings.ts'
import { wordAt } from '../places/token.ts'
import { type CheckedFile, defineRule, type Span } from '../rule.ts'

export const ignoredDocument = defineRule({
  id: 'ignored-document',
  severity: 'warning',
  summary: 'A file has a second document, which nothing reads.',
  details: `\`---\` (or \`...\`) between lines ends a document, and only the first one of a file is read. Files that were joined, and
what was copied behind a \`---\`, are lost in silence. Give each its own file; the order of the files is that of their
names.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
---
stages:
  network:
    - name: Resolver
      hostname: node
`,
  good: `---
stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome
`,
  checkFile(file, findings) {
    tellDecoded(file, findings, 'ignored-document', undefined, endOfDocument)
  },
})

/** The `---` before what is ignored, or what begins there. */
function endOfDocument({ text }: CheckedFile, { offset }: Finding): Span {
  const marks = [...text.slice(0, offset + 3).matchAll(/^(?:---|\.\.\.)/gm)]
  const start = marks.at(-1)?.index
  return start === undefined ? wordAt(text, offset) : { start, end: start + 3 }
}
