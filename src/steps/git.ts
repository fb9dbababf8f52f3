import { type Decoded, flag, record, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

const shape = record(
  {
    url: text({ description: 'The repository: https, ssh, `user@host:path`, or a local path.' }),
    path: text({
      description: 'The folder to clone into; files of others in it stay unless the repository has them.',
    }),
    branch: text({ description: 'Default: the branch that the server names.' }),
    branch_only: flag({ description: 'Fetch that branch alone.' }),
    auth: record(
      {
        username: text({ description: 'Default for ssh: the one in the address, else git.' }),
        password: text({
          description: 'Password or token; with a private key, what it is locked with.',
          secret: true,
        }),
        private_key: text({ description: 'A key for ssh, in PEM.', secret: true }),
        public_key: text({
          description: "The server's own key, `ssh-ed25519 AAAA...`; without it known_hosts counts.",
        }),
        insecure: flag({ description: 'Check neither certificates nor host keys.' }),
      },
      { description: 'How to log in.' },
    ),
  },
  { examples: [{ url: 'https://example.org/site.git', path: '/var/lib/site', branch: 'main' }] },
)

/** A decoded `git`. */
export type Git = Decoded<typeof shape>

export const git = defineStep({
  key: 'git',
  docs: 'Clones a git repository, or brings the clone that is there to the state of the server.',
  shape,
  async *plan(value, context) {
    if (value.url === undefined || value.url === '') return
    const { planClone } = await import('./git/plan-clone.ts')
    yield* planClone(value, context)
  },
})
