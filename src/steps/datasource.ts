import { list, record, text } from '../core/config/shape.ts'
import { defineStep } from './step.ts'

export const datasource = defineStep({
  key: 'datasource',
  docs: 'Fetches user data and facts about the instance from a cloud, a disc or a file.',
  shape: record(
    {
      providers: list(text(), {
        description:
          'Clouds and discs to ask: aws, azure, gcp, hetzner, openstack, packet, scaleway, vultr, digitalocean, metaldata, vmware, cdrom, config-drive, nocloud, file.',
        examples: [['config-drive', 'openstack']],
      }),
      path: text({
        description: 'The folder for user data; with the provider `file`, the file to read.',
        default: '/run/config',
      }),
      userdata_name: text({
        description: 'Name of the file that user data is written to.',
        default: 'userdata.yaml',
      }),
    },
    { examples: [{ providers: ['cdrom'] }] },
  ),
  async *plan({ providers = [], path = '', userdata_name = '' }, context) {
    if (providers.length === 0) return
    const { planDataSource } = await import('./datasource/plan.ts')
    yield* planDataSource({ providers, path, userDataName: userdata_name || 'userdata.yaml' }, context)
  },
})
