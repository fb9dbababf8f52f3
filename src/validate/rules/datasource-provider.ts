import { suggest } from '../../core/config/suggest.ts'
import { defineRule } from '../rule.ts'
import { tell } from '../values/fault.ts'
import { valuesOf } from '../values/step-values.ts'

const clouds = ['aws', 'azure', 'gcp', 'hetzner', 'openstack', 'packet', 'scaleway', 'vultr', 'digitalocean']
const providers = [...clouds, 'metaldata', 'vmware', 'cdrom', 'config-drive', 'nocloud', 'file']

/** What else the clouds are called. */
const otherNames: Readonly<Record<string, string>> = {
  ec2: 'aws',
  amazon: 'aws',
  google: 'gcp',
  gce: 'gcp',
  equinix: 'packet',
  configdrive: 'config-drive',
  do: 'digitalocean',
}

export const datasourceProvider = defineRule({
  id: 'datasource-provider',
  severity: 'warning',
  summary: 'A provider of `datasource` is not known, and is passed over.',
  details: `\`providers\` are ${providers.map((name) => `\`${name}\``).join(', ')}. Others are passed over without a word; when
none is left, no user data is found. \`file\` needs \`path\`, the file to read.`,
  bad: `stages:
  network:
    - name: User data
      datasource:
        providers: [ec2, cdrom]
`,
  good: `stages:
  network:
    - name: User data
      datasource:
        providers: [aws, cdrom]
`,
  checkFile(file, findings) {
    for (const { value, path } of valuesOf(file, 'datasource')) {
      for (const [index, name] of (value.providers ?? []).entries()) {
        const at = [...path, 'providers', index]
        if (name === 'file' && !value.path) {
          const message = '`file` needs `path`, without which it is passed over'
          tell(findings, file, at, { message, help: 'Add path: and the file to read' })
        }
        if (providers.includes(name) || name.includes('{{')) continue
        const near = otherNames[name.toLowerCase()] ?? suggest(name, providers)
        const help = near === undefined ? 'See the reference of datasource' : `Did you mean \`${near}\`?`
        tell(findings, file, at, { message: `\`${name}\` is no provider, and is passed over`, help })
      }
    }
  },
})
