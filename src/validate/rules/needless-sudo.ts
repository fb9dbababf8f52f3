import { defineRule } from '../rule.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { spokenWords } from '../shell/words.ts'

export const needlessSudo = defineRule({
  id: 'needless-sudo',
  severity: 'hint',
  summary: 'Commands are run as root already; `sudo` only adds a program that may be missing.',
  details: `Stages are run by root. \`sudo\` changes nothing then, but many images and every initramfs have none, and the
command fails. Leave it out. To run something as another user, \`sudo -u\` is fine; \`runuser -u\` is there more often.`,
  bad: `stages:
  boot:
    - name: Time
      commands:
        - sudo hwclock --systohc
`,
  good: `stages:
  boot:
    - name: Time
      commands:
        - hwclock --systohc
`,
  checkFile(file, findings) {
    for (const { path, commands } of shellTexts(file)) {
      for (const command of commands) {
        const [name, next] = spokenWords(command)
        if (name?.text !== 'sudo' || next === undefined || next.text.startsWith('-')) continue
        findings.at(file, file.within(path, name.from, name.to), {
          message: '`sudo` is not needed: commands are run as root',
          help: 'Leave it out; an image may have no sudo, and then the command fails',
        })
      }
    }
  },
})
