import { flag, record, text } from '../core/config/shape.ts'
import { notAvailable } from './not-available.ts'
import { defineStep } from './step.ts'

export const git = defineStep({
  key: 'git',
  docs: 'Clones or updates a git repository.',
  shape: record({
    url: text(),
    path: text({ description: 'The folder to clone into.' }),
    branch: text(),
    branch_only: flag({ description: 'Fetch that branch alone.' }),
    auth: record({
      username: text(),
      password: text({ secret: true }),
      private_key: text({ secret: true }),
      public_key: text({ description: "The server's key." }),
      insecure: flag({ description: 'Do not check who the server is.' }),
    }),
  }),
  async *plan({ url = '', path = '' }) {
    if (url !== '') yield* notAvailable('git', `run it in commands: git clone ${url} ${path}`)
  },
})
