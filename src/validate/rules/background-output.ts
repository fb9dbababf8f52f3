import type { Redirection, SimpleCommand } from '../../core/shell/commands.ts'
import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { spokenWords } from '../shell/words.ts'

export const backgroundOutput = defineRule({
  id: 'background-output',
  severity: 'warning',
  summary: 'A command goes to the background, but the boot waits for it all the same.',
  details: `The engine waits until the output of a command is closed, as yip does. A program that is started with
\`&\` keeps the output open as long as it runs, and \`nohup\` or \`setsid\` change nothing about that: the stage ends
when the program does.

Better than a background process is a unit of systemd, started with \`systemctl start --no-block\`. Else take the
output away: \`> /dev/null 2>&1 &\`.`,
  bad: `stages:
  boot:
    - name: Watch the disks
      commands:
        - watch-disks --forever &
`,
  good: `stages:
  boot:
    - name: Watch the disks
      commands:
        - watch-disks --forever > /var/log/watch-disks.log 2>&1 &
`,
  checkFile(file, findings) {
    for (const { path, commands } of shellTexts(file)) {
      if (commands.some(waitsOrRedirectsAll)) continue
      for (const { endedBy, redirections } of commands) {
        if (endedBy?.text !== '&') continue
        const open = ['1', '2'].filter((descriptor) => !redirections.some((each) => covers(each, descriptor)))
        if (open.length === 0) continue
        findings.at(file, file.within(path, endedBy.from, endedBy.to), {
          message: `\`&\` does not let the boot go on: it waits until the command closes its ${namesOf(open)}`,
          help: 'Write `> /dev/null 2>&1 &`, or make it a unit and start that with `systemctl start --no-block`',
        })
      }
    }
  },
})

function covers({ operator, descriptor }: Redirection, wanted: string): boolean {
  if (operator.text.startsWith('<')) return false
  return operator.text.startsWith('&>') || descriptor === wanted
}

/** A script that waits itself knows what it does, and `exec > FILE` is for all that follows. */
function waitsOrRedirectsAll(command: SimpleCommand): boolean {
  const [name, ...args] = spokenWords(command)
  return (
    name?.text === 'wait' || (name?.text === 'exec' && args.length === 0 && command.redirections.length > 0)
  )
}

function namesOf(descriptors: readonly string[]): string {
  return descriptors.map((each) => (each === '1' ? 'output' : 'error output')).join(' and ')
}
