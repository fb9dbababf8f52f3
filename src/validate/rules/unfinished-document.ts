import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'

export const unfinishedDocument = defineRule({
  id: 'unfinished-document',
  severity: 'warning',
  summary: 'A here-document never ends, so what follows it in the command is not run.',
  details: `\`<<EOF\` reads all lines up to one that is exactly \`EOF\`. Without such a line the rest of the command is
part of the text. A blank before or behind the word makes another line of it (\`<<-\` passes over tabs, never blanks),
and in a YAML text without quotes, or one that starts with \`>\`, all lines are joined into one.

Write the command as a block that starts with \`|\`, with the word at the block's own indentation; or use \`files\`.`,
  bad: `stages:
  boot:
    - name: Message of the day
      commands:
        - |
          cat > /etc/motd <<EOF
          Welcome
            EOF
          chmod 0644 /etc/motd
`,
  good: `stages:
  boot:
    - name: Message of the day
      commands:
        - |
          cat > /etc/motd <<EOF
          Welcome
          EOF
          chmod 0644 /etc/motd
`,
  checkFile(file, findings) {
    for (const { path, text, shell, hasBranches } of shellTexts(file)) {
      if (shell.open !== undefined || hasBranches) continue
      for (const { from, to, end, isClosed } of shell.documents) {
        if (isClosed) continue
        const isJoined = !text.trimEnd().includes('\n')
        findings.at(file, file.within(path, from, to), {
          message: `\`${text.slice(from, to)}\` never ends: no line behind it is exactly \`${end}\``,
          help: isJoined
            ? 'All stands in one line here; write a block that starts with |, which keeps the lines'
            : `Write \`${end}\` on a line of its own, at the indentation of the block and with nothing behind it`,
        })
      }
    }
  },
})
