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
          lock_passwd: true
`,
  good: `stages:
  initramfs:
    - name: Users
      users:
        ann:
          lock_passwd: true
        bob:
          lock_passwd: true
`,
  checkFile(file, findings) {
    for (const { name, path } of membersOf(valuesOf(file, 'users'))) {
      const fault = accountNameFault(name, 'user')
      if (fault !== undefined) findings.at(file, file.key(path), fault)
    }
  },
})
