import { defineRule } from '../rule.ts'
import { accountNameFault } from '../values/account-name.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

export const accountName = defineRule({
  id: 'account-name',
  severity: 'warning',
  summary: 'A user has a name that no account may have, or that programs misread.',
  details: `A name with a colon, a comma, a slash, a line end, or \`+\`, \`-\` or \`#\` at its start would break the account
files, so such a user is not made. Other letters than those that useradd(8) allows (letters, digits, \`_\`, \`.\`, \`-\`, and
\`$\` at the end), more than 32 of them, or digits alone are taken, but programs misread them: \`chown 1000\` is an id.`,
  bad: `stages:
  initramfs:
    - name: Users
      users:
        ann,bob:
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  good: `stages:
  initramfs:
    - name: Users
      users:
        ann:
          lock_passwd: true
        bob:
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  checkFile(file, findings) {
    for (const { name, path } of membersOf(valuesOf(file, 'users'))) {
      const fault = accountNameFault(name, 'user')
      if (fault !== undefined) findings.at(file, file.key(path), fault)
    }
  },
})
