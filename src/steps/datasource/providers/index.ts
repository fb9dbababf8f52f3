import type { Provider } from '../provider.ts'
import { aws } from './aws.ts'
import { azure } from './azure.ts'
import { cdrom } from './cdrom.ts'
import { configDrive } from './config-drive.ts'
import { digitalocean } from './digitalocean.ts'
import { file } from './file.ts'
import { gcp } from './gcp.ts'
import { hetzner } from './hetzner.ts'
import { metaldata } from './metaldata.ts'
import { nocloud } from './nocloud.ts'
import { openstack } from './openstack.ts'
import { packet } from './packet.ts'
import { scaleway } from './scaleway.ts'
import { vmware } from './vmware.ts'
import { vultr } from './vultr.ts'

/** All that `providers` may name. */
export const providers: readonly Provider[] = [
  aws,
  azure,
  gcp,
  hetzner,
  openstack,
  packet,
  scaleway,
  vultr,
  digitalocean,
  metaldata,
  vmware,
  cdrom,
  configDrive,
  nocloud,
  file,
]
