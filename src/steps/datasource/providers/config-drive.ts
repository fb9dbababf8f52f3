import { firstOnDiscs } from '../discs.ts'
import type { Provider } from '../provider.ts'

/** The configuration drive of OpenStack. */
export const configDrive: Provider = {
  name: 'config-drive',
  discs: () =>
    firstOnDiscs({
      labels: ['config-2', 'CONFIG-2'],
      opticalDrives: true,
      files: ['openstack/latest/user_data'],
    }),
}
