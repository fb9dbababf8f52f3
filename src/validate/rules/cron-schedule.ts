import { idsOfUser } from '../../core/accounts/lookup.ts'
import { defineRule } from '../rule.ts'
import { type Fault, tell } from '../values/fault.ts'
import { textIn } from '../values/image.ts'
import { readCronLine } from '../values/schedule.ts'
import { entriesOf, valuesOf } from '../values/step-values.ts'

export const cronSchedule = defineRule({
  id: 'cron-schedule',
  severity: 'warning',
  summary: 'A line for cron has a time or user that cron does not take, so the job never runs.',
  details: `Files of /etc/cron.d and /etc/crontab hold lines of minute, hour, day of the month, month, day of the week, the
user, and the command (crontab(5)). cron passes over a whole file for one line that it cannot read, for a name with a dot
in it, and for a last line without a line end.`,
  bad: `stages:
  boot:
    - name: Report of each night
      files:
        - path: /etc/cron.d/report
          permissions: 0644
          content: |
            30 25 * * * root /usr/bin/report
`,
  good: `stages:
  boot:
    - name: Report of each night
      files:
        - path: /etc/cron.d/report
          permissions: 0644
          content: |
            30 23 * * * root /usr/bin/report
`,
  checkFile(file, findings, { image }) {
    const passwd = textIn(image, '/etc/passwd')
    for (const { value, path } of entriesOf(valuesOf(file, 'files'))) {
      const { path: target = '', content = '', encoding = '' } = value
      if (!/^\/etc\/(crontab|cron\.d\/[^/]+)$/.test(target) || encoding !== '') continue
      const name = target.slice(target.lastIndexOf('/') + 1)
      if (!/^[A-Za-z0-9_-]+$/.test(name)) tell(findings, file, [...path, 'path'], nameFault(target, name))
      if (content.includes('{{') || content === '') continue
      for (const { 0: line, index: start } of content.matchAll(/[^\n]+/g)) {
        const read = readCronLine(line)
        const fault =
          read?.fault ?? (read?.user && passwd ? userFault(read.user, passwd, file.text) : undefined)
        if (fault === undefined) continue
        const { from = 0, to = line.length } = fault
        tell(findings, file, [...path, 'content'], { ...fault, from: start + from, to: start + to })
      }
      const last = content.slice(content.lastIndexOf('\n') + 1)
      if (last.trim() !== '' && !last.startsWith('#')) {
        const from = content.length - last.length
        const message = `The last line of ${target} has no line end, so cron passes over it`
        tell(findings, file, [...path, 'content'], {
          message,
          help: 'Use `content: |`',
          from,
          to: content.length,
        })
      }
    }
  },
})

function nameFault(target: string, name: string): Fault {
  const help = `Write ${target.slice(0, -name.length)}${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`
  return { message: `\`${name}\` is a name that cron passes over: only letters, digits, _ and - count`, help }
}

/** A user that the image does not have, and that is not made in this file either. */
function userFault(
  { name, from }: { readonly name: string; readonly from: number },
  passwd: string,
  text: string,
): Fault | undefined {
  if (idsOfUser(passwd, name) !== undefined) return undefined
  const isNamedElsewhere = text.split(name).length > 2
  if (isNamedElsewhere) return undefined
  const message = `The image has no user \`${name}\` to run this job`
  return { message, help: 'Write an existing user, or make one in users', from, to: from + name.length }
}
