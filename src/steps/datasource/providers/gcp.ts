import { fromBytes } from '../../../core/go-string.ts'
import { searchService } from '../metadata-service.ts'
import type { Provider } from '../provider.ts'

const root = 'http://metadata.google.internal/computeMetadata/v1'

/** Google Compute Engine. */
export const gcp: Provider = {
  name: 'gcp',
  search: () =>
    searchService({
      name: 'gcp',
      headers: { 'Metadata-Flavor': 'Google' },
      probe: `${root}/instance/hostname`,
      hostname: `${root}/instance/hostname`,
      values: {},
      keys: { url: `${root}/project/attributes/ssh-keys`, read: (body) => withoutUsers(fromBytes(body)) },
      userData: { url: `${root}/instance/attributes/user-data` },
    }),
}

/** Lines are `USER:KEY`; others mean nothing. */
function withoutUsers(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => `${line.slice(line.indexOf(':') + 1)}\n`)
    .join('')
}
