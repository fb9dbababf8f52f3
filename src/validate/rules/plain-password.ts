import type { Step } from '../../steps/index.ts'
import type { ConfigPath } from '../rule.ts'
import { defineRule } from '../rule.ts'
import { stepsOf } from '../steps-of.ts'
import { entitiesOf } from '../touches/accounts.ts'
import { type Fault, tell } from '../values/fault.ts'
import { plainPasswordFault } from '../values/password-hash.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

export const plainPassword = defineRule({
  id: 'plain-password',
  severity: 'warning',
  summary: 'A password stands in plain text, or is empty.',
  details: `A \`passwd\` that is no hash is hashed by the engine, so it works; but everybody who can read the file (the image,
a backup, the repository) has the password, and each machine hashes it anew. An empty \`passwd\` lets everybody in who
knows the name. A hash of the kind DES, or one in braces (\`{SSHA}\`), is taken for the password itself.

Write what \`openssl passwd -6\` or \`mkpasswd\` prints, or leave \`passwd\` out and use keys. The rule never prints the
value.`,
  bad: `stages:
  initramfs:
    - name: Users
      users:
        admin:
          passwd: correct horse
`,
  good: `stages:
  initramfs:
    - name: Users
      users:
        admin:
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  async checkFile(file, findings) {
    for (const { value, path } of membersOf(valuesOf(file, 'users'))) {
      if (value.passwd === undefined || value.lock_passwd) continue
      const fault = plainPasswordFault(value.passwd)
      if (fault !== undefined) tell(findings, file, [...path, 'passwd'], fault)
    }
    for (const { name, value, path } of membersOf(valuesOf(file, 'systemd_firstboot'))) {
      if (name.toLowerCase() !== 'root-password' || value.includes('{{')) continue
      const message = '`root-password` is a password in plain text: whoever can read this file has it'
      tell(findings, file, path, {
        message,
        help: 'Write root-password-hashed, with quotes for the shell inside',
      })
    }
    for (const { step, path } of stepsOf(file)) {
      for (const { entity, at } of await entitiesOf(step, 'ensure_entities')) {
        if (entity.kind !== 'shadow' || entity.fields.password === undefined) continue
        const fault = plainPasswordFault(entity.fields.password)
        if (fault !== undefined) tell(findings, file, [...path, ...at], passwordLine(step, at, fault))
      }
    }
  },
})

/** The fault of a shadow entity, at the password in its text. */
function passwordLine(step: Step, [, index]: ConfigPath, fault: Fault): Fault {
  const text = step.ensure_entities?.[Number(index)]?.entity ?? ''
  const found = /^(password:[ \t]*)([^\n]*)/m.exec(text)
  const message = fault.message.replace('`passwd`', '`password`')
  if (found === null) return { ...fault, message }
  const from = found.index + (found[1] ?? '').length
  return { ...fault, message, from, to: from + (found[2] ?? '').length }
}
