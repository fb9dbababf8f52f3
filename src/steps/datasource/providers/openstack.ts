import { searchService } from '../metadata-service.ts'
import type { Provider } from '../provider.ts'
import { ec2, ec2Values } from './ec2.ts'

/** OpenStack, by the addresses that it shares with EC2. */
export const openstack: Provider = {
  name: 'openstack',
  search: () =>
    searchService({
      name: 'openstack',
      probe: `${ec2}/meta-data/hostname`,
      hostname: `${ec2}/meta-data/hostname`,
      values: ec2Values,
      keys: { url: `${ec2}/meta-data/public-keys/0/openssh-key` },
      userData: { url: `${ec2}/user-data` },
    }),
}
