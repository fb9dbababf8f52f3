import { fromBytes } from '../../../core/go-string.ts'
import { fromBase64 } from '../../files/encodings.ts'
import { searchService } from '../metadata-service.ts'
import type { Provider, Search } from '../provider.ts'
import { reportReady } from './azure-wire-server.ts'

const addressOf = (value: string) =>
  `http://169.254.169.254/metadata/instance/${value}?api-version=2021-01-01&format=text`

const values = [
  'network/interface/0/ipv4/ipAddress/0/publicIpAddress',
  'network/interface/0/ipv4/ipAddress/0/privateIpAddress',
  'compute/zone',
  'compute/vmId',
]

/** Microsoft Azure, which wants to be told when the user data has arrived. */
export const azure: Provider = {
  name: 'azure',
  async *search(): Search {
    const finding = yield* searchService({
      name: 'azure',
      headers: { Metadata: 'true' },
      probe: addressOf('compute/vmId'),
      hostname: addressOf('compute/name'),
      values: Object.fromEntries(values.map((value) => [value.replaceAll('/', '_'), addressOf(value)])),
      keys: { url: addressOf('compute/publicKeys/0/keyData') },
      userData: { url: addressOf('compute/userData'), read: (body) => fromBase64(fromBytes(body)) },
    })
    if ('userData' in finding && finding.userData !== undefined) yield* reportReady()
    return finding
  },
}
