import { firstOnDiscs } from '../discs.ts'
import type { Provider } from '../provider.ts'

/** A disc in a drive, or a volume named cidata, with the user data of NoCloud; `config` is yip's own, older name. */
export const cdrom: Provider = {
  name: 'cdrom',
  discs: () =>
    firstOnDiscs({ labels: ['cidata', 'CIDATA'], opticalDrives: true, files: ['user-data', 'config'] }),
}
