import { searchService } from '../metadata-service.ts'
import type { Provider } from '../provider.ts'

const root = 'http://169.254.169.254/v1'

/** Vultr gives values and keys; as in yip it is never asked for user data, which must come from another provider. */
export const vultr: Provider = {
  name: 'vultr',
  search: () =>
    searchService({
      name: 'vultr',
      probe: `${root}/`,
      hostname: `${root}/hostname`,
      values: {
        public_ipv4: `${root}/interfaces/0/ipv4/address`,
        private_ipv4: `${root}/interfaces/1/ipv4/address`,
        private_netmask: `${root}/interfaces/1/ipv4/netmask`,
        region_code: `${root}/region/regioncode`,
        instance_id: `${root}/instanceid`,
      },
      keys: { url: `${root}/public-keys` },
    }),
}
