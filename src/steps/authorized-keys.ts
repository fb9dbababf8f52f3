import { list, map, text } from '../core/config/shape.ts'
import { compareBytes } from '../core/go-string.ts'
import { installKeys } from './authorized-keys/install.ts'
import { defineStep } from './step.ts'

export const authorizedKeys = defineStep({
  key: 'authorized_keys',
  docs: 'Adds public keys to the authorized_keys files of existing users, as they are or fetched from an address.',
  shape: map(list(text(), { description: 'Public keys, or addresses to fetch them from.' }), {
    description: 'User name to keys. `github:NAME`, `gitlab:NAME` and http(s) addresses are fetched.',
    examples: [{ root: ['ssh-ed25519 AAAA... me@work', 'github:octocat'] }],
  }),
  async *plan(value, context) {
    for (const user of Object.keys(value).sort(compareBytes)) {
      yield* installKeys(user, value[user] ?? [], context, [user], 'error')
    }
  },
})
