import type { Severity } from '../../core/report/diagnostic.ts'
import { type CheckedFile, type ConfigPath, defineRule, type Findings } from '../rule.ts'
import { isWritten, membersOf, valuesOf } from '../values/step-values.ts'

export const ignoredKey = defineRule({
  id: 'ignored-key',
  severity: 'warning',
  summary: 'A key is understood, but does nothing.',
  details: `yip knows these keys of a user and does nothing about them, and neither does cos-config: \`system\` (the user id is a
free one from 1000; set \`uid\`), \`no_user_group\` (the group is made; name another one with \`primary_group\`),
\`no_log_init\`, and a \`name\` inside of a user that the map already names.`,
  bad: `stages:
  initramfs:
    - name: Collector
      users:
        collector:
          system: true
          shell: /usr/sbin/nologin
`,
  good: `stages:
  initramfs:
    - name: Collector
      users:
        collector:
          uid: "990"
          shell: /usr/sbin/nologin
`,
  checkFile(file, findings) {
    for (const { value, name, path } of membersOf(valuesOf(file, 'users'))) {
      if (value.system) {
        tell(
          file,
          findings,
          [...path, 'system'],
          'the user gets an id from 1000',
          'set `uid` to an id below 1000',
        )
      }
      if (value.no_user_group) {
        const help = 'name an existing group with `primary_group`'
        tell(file, findings, [...path, 'no_user_group'], 'the group is made all the same', help)
      }
      if (value.no_log_init) {
        const why = 'no log of logins is written anyway'
        tell(file, findings, [...path, 'no_log_init'], why, 'remove it', 'hint')
      }
      if (value.name !== undefined && value.name !== name && isWritten(file, [...path, 'name'])) {
        const help = `rename the key \`${name}\`, or remove \`name\``
        tell(file, findings, [...path, 'name'], `the user is called \`${name}\``, help)
      }
    }
  },
})

function tell(
  file: CheckedFile,
  findings: Findings,
  path: ConfigPath,
  why: string,
  help: string,
  severity: Severity = 'warning',
): void {
  findings.at(file, file.key(path), { severity, message: `\`${path.at(-1)}\` does nothing: ${why}`, help })
}
