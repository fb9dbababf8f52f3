import { searchService } from '../metadata-service.ts'
import type { Provider } from '../provider.ts'

const root = 'http://metaldata/get'

/** A metadata service for machines of one's own, known by its short name in the local network. */
export const metaldata: Provider = {
  name: 'metaldata',
  search: () =>
    searchService({
      name: 'metaldata',
      probe: `${root}/meta/hostname`,
      hostname: `${root}/meta/hostname`,
      values: {
        public_ipv4: `${root}/meta/public-ipv4`,
        private_ipv4: `${root}/meta/private-ipv4`,
        failure_domain: `${root}/meta/failure-domain`,
        machine_id: `${root}/meta/machine-id`,
        machine_type: `${root}/meta/machine-type`,
      },
      keys: { url: `${root}/meta/authorized-keys` },
      userData: { url: `${root}/user` },
    }),
}
