import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { passwordHashFault } from '../values/password-hash.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'

export const passwordHash = defineRule({
  id: 'password-hash',
  severity: 'warning',
  summary: 'A password hash is damaged, of an unknown kind, or weak.',
  details: `A \`passwd\` that starts with \`$\` is taken for a hash and written to /etc/shadow as it is. When it is cut off
(an unquoted \`#\`, a shell that replaced \`$6\`), or of a kind that crypt(5) does not know, no password ever matches, and
nobody can log in with it. Known kinds are yescrypt (\`$y$\`), SHA-512 (\`$6$\`), SHA-256 (\`$5$\`), bcrypt (\`$2b$\`), scrypt
(\`$7$\`) and gost-yescrypt (\`$gy$\`); MD5 (\`$1$\`) and its like are weak.

Write what \`openssl passwd -6\` or \`mkpasswd\` prints, in single quotes. The rule never prints the value.`,
  bad: `stages:
  initramfs:
    - name: Users
      users:
        admin:
          passwd: $6$example$VQ8LzCq3
`,
  good: `stages:
  initramfs:
    - name: Users
      users:
        admin:
          passwd: '$6$exampleexample$pPlZqPpdBLC365k4vsSuYxCI0Nxenfo5jQAmRH37meI/kKCnR.io8gJFIbatADWoralJVbGUQWHCGiiBhpvbh.'
`,
  checkFile(file, findings) {
    for (const { value, path } of membersOf(valuesOf(file, 'users'))) {
      const fault = passwordHashFault(value.passwd ?? '')
      if (fault !== undefined) tell(findings, file, [...path, 'passwd'], fault)
    }
  },
})
