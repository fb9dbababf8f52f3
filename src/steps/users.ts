import { idsOfUser } from '../core/accounts/lookup.ts'
import type { Decoded } from '../core/config/shape.ts'
import { flag, list, map, optionalText, record, text } from '../core/config/shape.ts'
import { compareBytes } from '../core/go-string.ts'
import { lockAccountFiles } from './accounts/files.ts'
import { installKeys } from './authorized-keys/install.ts'
import { defineStep } from './step.ts'
import { createAccount } from './users/create-account.ts'
import { setPassword } from './users/set-password.ts'

const user = record({
  name: text({ description: 'Ignored; the key names the user.' }),
  passwd: optionalText({
    description:
      'A hash, `!` or `*` is taken as it is, anything else is hashed with SHA-512. Without it nobody can log in by password.',
    secret: true,
  }),
  lock_passwd: flag({ description: 'New users: no login by password.' }),
  gecos: text({ description: 'New users: full name or purpose.' }),
  homedir: text({
    description: 'New users: default is HOME of /etc/default/useradd, else /home, and the name.',
  }),
  no_create_home: flag({ description: 'New users: leave the home folder alone.' }),
  shell: text({ description: 'New users: default is SHELL of /etc/default/useradd, else /bin/sh.' }),
  uid: text({
    description:
      'New users: the user id, also one that is taken. Default: the owner of the home, else a free one.',
  }),
  primary_group: text({ description: 'New users: an existing group. Default: a group of the same name.' }),
  groups: list(text(), {
    description: 'New users: further groups; those that do not exist are passed over.',
  }),
  ssh_authorized_keys: list(text(), {
    description: 'Keys, or addresses to fetch them from, as in authorized_keys.',
  }),
  system: flag({ description: 'Does nothing.' }),
  no_user_group: flag({ description: 'Does nothing.' }),
  no_log_init: flag({ description: 'Does nothing.' }),
})

/** A decoded entry of `users`. */
export type User = Decoded<typeof user>

export const users = defineStep({
  key: 'users',
  docs: 'Makes users with group, home and keys; of those that exist already, sets the password and adds keys.',
  shape: map(user, {
    description: 'User name to account.',
    examples: [{ admin: { passwd: '$6$...', groups: ['wheel'], ssh_authorized_keys: ['github:octocat'] } }],
  }),
  async *plan(value, context) {
    const { now } = context
    // By name, so that free ids fall to the same users on every machine.
    const names = Object.keys(value).sort(compareBytes)
    let locked = false
    for (const name of names) {
      const entry = value[name] ?? {}
      const exists = idsOfUser(now.text('/etc/passwd') ?? '', name) !== undefined
      if (!locked && (!exists || entry.passwd)) {
        if (!(yield* lockAccountFiles(['/etc/passwd', '/etc/group', '/etc/shadow']))) return
        locked = true
      }
      if (!exists) yield* createAccount(name, entry, context)
      else if (entry.passwd && !(yield* setPassword(name, entry.passwd, context))) return
      const keys = entry.ssh_authorized_keys ?? []
      if (keys.length > 0) yield* installKeys(name, keys, context, [name, 'ssh_authorized_keys'], 'warning')
    }
  },
})
