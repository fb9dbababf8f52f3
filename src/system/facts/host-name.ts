import { livePresent } from '../live-present.ts'
import { factReader } from './reader.ts'

/** The running host name, as the kernel of the machine below `root` shows it; empty where /proc is not there. */
export function hostNameOf(root: string): string {
  return factReader(livePresent(root)).line('/proc/sys/kernel/hostname')
}
