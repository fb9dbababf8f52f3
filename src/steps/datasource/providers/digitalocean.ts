import { searchService } from '../metadata-service.ts'
import type { Provider } from '../provider.ts'

const root = 'http://169.254.169.254/metadata/v1'

export const digitalocean: Provider = {
  name: 'digitalocean',
  search: () =>
    searchService({
      name: 'digitalocean',
      probe: `${root}/`,
      hostname: `${root}/hostname`,
      values: {
        public_ipv4: `${root}/interfaces/public/0/ipv4/address`,
        private_ipv4: `${root}/interfaces/private/0/ipv4/address`,
        region: `${root}/region`,
        id: `${root}/id`,
      },
      keys: { url: `${root}/public-keys` },
      userData: { url: `${root}/user-data` },
    }),
}
