import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { membersOf, valuesOf } from '../values/step-values.ts'
import { isSystemId, userIdFault } from '../values/user-id.ts'

export const userId = defineRule({
  id: 'user-id',
  severity: 'warning',
  summary: 'A uid is no number, out of range, or one that means something else.',
  details: `\`uid\` is a number from 0 to 4294967294. 0 makes a second root, 65534 is nobody, 65535 means "no user" to older
programs. People get 1000 to 60000 (systemd's UIDS-GIDS); one below, for a user who can log in, may be given to a
service by the next image.

A uid that is no number stops the user from being made.`,
  bad: `stages:
  initramfs:
    - name: Users
      users:
        backup:
          uid: "65534"
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  good: `stages:
  initramfs:
    - name: Users
      users:
        backup:
          uid: "1600"
          ssh_authorized_keys:
            - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq1n8VtqzH0k5m2c7y1r3w9x4b6e8d0f2g4h6j8k0l2 ann
`,
  checkFile(file, findings) {
    for (const { name, value, path } of membersOf(valuesOf(file, 'users'))) {
      const { uid = '' } = value
      // A template that is none here: literal-template tells.
      if (uid.includes('{{')) continue
      const at = [...path, 'uid']
      const fault = userIdFault(uid, name)
      const canLogIn = !/(nologin|false)$/.test(value.shell ?? '') && !value.system
      const isOpen = value.passwd !== undefined || (value.ssh_authorized_keys ?? []).length > 0
      if (fault !== undefined) tell(findings, file, at, fault)
      else if (canLogIn && isOpen && isSystemId(uid)) {
        const message = `\`uid: ${uid}\` is one of those that packages give to services`
        tell(findings, file, at, { message, help: 'Write a number from 1000 to 60000', severity: 'hint' })
      }
    }
  },
})
