import { fromBytes } from '../../../core/go-string.ts'
import { searchService } from '../metadata-service.ts'
import { ask, bodyOf, type Provider } from '../provider.ts'
import { ec2, ec2Values } from './ec2.ts'

/** Amazon EC2. An instance that insists on sessions (IMDSv2) answers 401 to all else. */
export const aws: Provider = {
  name: 'aws',
  search: () =>
    searchService({
      name: 'aws',
      probe: `${ec2}/meta-data/hostname`,
      hostname: `${ec2}/meta-data/hostname`,
      values: ec2Values,
      keys: { url: `${ec2}/meta-data/public-keys/0/openssh-key` },
      userData: { url: `${ec2}/user-data` },
      async *session() {
        const headers = { 'X-aws-ec2-metadata-token-ttl-seconds': '300' }
        const [reply] = yield* ask([{ of: 'aws', url: `${ec2}/api/token`, method: 'PUT', headers }])
        const token = fromBytes(bodyOf(reply) ?? new Uint8Array()).trim()
        return /^[\x21-\x7e]+$/.test(token) ? { 'X-aws-ec2-metadata-token': token } : undefined
      },
    }),
}
