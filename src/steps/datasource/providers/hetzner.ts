import { fromBytes } from '../../../core/go-string.ts'
import { readJson, textsOf } from '../json.ts'
import { searchService } from '../metadata-service.ts'
import type { Provider } from '../provider.ts'
import { ec2, ec2Values } from './ec2.ts'

/** Hetzner Cloud: EC2's addresses, but the keys are a JSON list. */
export const hetzner: Provider = {
  name: 'hetzner',
  search: () =>
    searchService({
      name: 'hetzner',
      probe: `${ec2}/meta-data/hostname`,
      hostname: `${ec2}/meta-data/hostname`,
      values: {
        public_ipv4: ec2Values.public_ipv4,
        local_ipv4: ec2Values.local_ipv4,
        instance_id: ec2Values.instance_id,
      },
      keys: { url: `${ec2}/meta-data/public-keys`, read: (body) => keyLines(fromBytes(body)) },
      userData: { url: `${ec2}/user-data` },
    }),
}

function keyLines(json: string): string | undefined {
  return textsOf(readJson(json))
    ?.map((key) => `${key}\n`)
    .join('')
}
