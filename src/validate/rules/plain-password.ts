import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
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
  checkFile(file, findings) {
    for (const { value, path } of membersOf(valuesOf(file, 'users'))) {
      if (value.passwd === undefined || value.lock_passwd) continue
      const fault = plainPasswordFault(value.passwd)
      if (fault !== undefined) tell(findings, file, [...path, 'passwd'], fault)
    }
  },
})
