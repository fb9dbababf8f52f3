import { plainCommand } from '../commands/plain-command.ts'
import { stepKeyFor } from '../commands/step-key-for.ts'
import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'

export const stepKeyInstead = defineRule({
  id: 'step-key-instead',
  severity: 'hint',
  summary: 'A command does what a step has a key for.',
  details: `Keys of a step say what shall be, not what to do: they change nothing when it is so already, are shown by a dry run,
are checked by \`validate\`, and need no program in the image. Commands run at every boot again, and a dry run can only
name them.

Only commands that one key replaces as they are get this hint: no pipes, variables or conditions, and for keys that come
before commands (\`directories\`, \`files\`, \`downloads\`) no other command in front of them. The keys \`hostname\`, \`sysctl\`,
\`users\`, \`modules\` and \`systemctl\` come behind the commands of their step: when a command needs what they do, put them
into a step in front of it.`,
  bad: `stages:
  boot:
    - name: Containers
      commands:
        - modprobe br_netfilter
`,
  good: `stages:
  boot:
    - name: Containers
      modules:
        - br_netfilter
`,
  checkFile(file, findings) {
    for (const { step, path } of stepsOf(file)) {
      const commands = step.commands ?? []
      let isFirst = true
      for (const [i, text] of commands.entries()) {
        const command = plainCommand(text)
        const found = command === undefined ? undefined : stepKeyFor(command)
        if (command === undefined || found === undefined || (found.when === 'before' && !isFirst)) {
          isFirst = false
          continue
        }
        const last = command.places[found.words - 1] ?? command.places[0]
        const said = command.words.slice(0, found.words).join(' ')
        const isNeeded = found.when === 'behind' && i < commands.length - 1
        findings.at(file, file.within([...path, 'commands', i], command.places[0]?.from ?? 0, last?.to), {
          message: `\`${said}\` does what a step has a key for`,
          help: `Write ${found.instead}${isNeeded ? ', in a step in front of this one where later commands need it' : ''}`,
        })
      }
    }
  },
})
