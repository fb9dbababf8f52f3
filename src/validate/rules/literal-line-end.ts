import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

export const literalLineEnd = defineRule({
  id: 'literal-line-end',
  severity: 'warning',
  summary: 'A file gets a backslash and an n where a line end is meant.',
  details: `Only double quotes have escapes in YAML. In single quotes and without quotes \`\\n\` is two characters, and
the file gets just these.

Put the content into double quotes, or into a block that starts with \`|\`.`,
  bad: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: Welcome\\nTake care\\n
`,
  good: `stages:
  boot:
    - name: Message of the day
      files:
        - path: /etc/motd
          permissions: 0644
          content: "Welcome\\nTake care\\n"
`,
  checkFile(file, findings) {
    for (const { step, path } of stepsOf(file)) {
      for (const [i, { path: target = '', content = '', encoding }] of (step.files ?? []).entries()) {
        const at = lineEndIn(content)
        // To agetty and in prompts of a shell the two characters mean something.
        if (at === undefined || encoding || target.startsWith('/etc/issue')) continue
        const place = [...path, 'files', i, 'content']
        const { start, end } = file.within(place, at, at + 2)
        if (file.text.slice(start, end) !== '\\n') continue
        findings.at(
          file,
          { start, end },
          {
            message: '`\\n` is no line end here: without double quotes the file gets a backslash and an n',
            help: 'Put the content into double quotes, or into a block that starts with |',
          },
        )
      }
    }
  },
})

/** Where a text of one line has a `\n` that stands in no quotes of its own, and is no pattern or prompt. */
function lineEndIn(content: string): number | undefined {
  if (!content.includes('\\n') || content.includes('\n') || /PS1|\\[wuhrt$]|\\\\/.test(content))
    return undefined
  const bare = content.replace(/(["'])(?:(?!\1).)*\1/g, (quoted) => ' '.repeat(quoted.length))
  const at = bare.indexOf('\\n')
  return at < 0 ? undefined : at
}
