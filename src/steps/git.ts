import { flag, record, text } from '../core/config/shape.ts'
import { notAvailable } from './not-available.ts'
import { defineStep } from './step.ts'

export const git = defineStep({
  key: 'git',
  docs: 'Clones or updates a git repository.',
  shape: record(
    {
      url: text({ description: 'The repository; https or ssh.' }),
      path: text({ description: 'The folder to clone into.' }),
      branch: text({ description: 'Default: the branch that the server names.' }),
      branch_only: flag({ description: 'Fetch that branch alone.' }),
      auth: record(
        {
          username: text({ description: 'Default for ssh: git.' }),
          password: text({ description: 'Password or token.', secret: true }),
          private_key: text({ description: 'A key for ssh, in PEM.', secret: true }),
          public_key: text({ description: "The server's key." }),
          insecure: flag({ description: 'Do not check who the server is.' }),
        },
        { description: 'How to log in.' },
      ),
    },
    { examples: [{ url: 'https://example.org/site.git', path: '/var/lib/site', branch: 'main' }] },
  ),
  async *plan({ url = '', path = '' }) {
    if (url !== '') yield* notAvailable('git', `run it in commands: git clone ${url} ${path}`)
  },
})
