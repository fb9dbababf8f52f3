import type { Device } from '../core/rootfs/device.ts'
import { deviceFile } from '../core/rootfs/device.ts'
import { stateOf } from './root-tree.ts'
import { failureOf, runTool } from './tool.ts'

/** Milliseconds, as for any check. */
const deadline = 30 * 60_000

/**
 * A label is gone with the superblock that held it. The partition is still there, under the name that installers give
 * it (`persistent` for `COS_PERSISTENT`), and e2fsck brings the superblock back from its copies. Gives a note of what
 * was done; undefined when there is no such partition.
 */
export async function rescueLabel(device: Device): Promise<string | undefined> {
  const [, name] = device.by === 'label' ? (/^COS_([A-Z]+)$/.exec(device.name) ?? []) : []
  if (name === undefined) return undefined
  const file = deviceFile({ by: 'partlabel', name: name.toLowerCase() })
  if (!stateOf(file)?.isBlockDevice()) return undefined
  const { by, name: label } = device
  try {
    const output = await runTool(['e2fsck', '-f', '-y', file], deadline)
    const corrected = output.exit !== undefined && output.exit < 4
    const end = corrected ? 'e2fsck repaired it' : `it could not be repaired: ${failureOf('e2fsck', output)}`
    return `no file system has the ${by} ${label}; the partition ${name.toLowerCase()} was checked: ${end}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
