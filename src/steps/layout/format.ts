import { ask, type Part, problem } from './ask.ts'
import { contentOf } from './content.ts'
import { mkfsCommand } from './filesystems.ts'
import { type Disk, type Partition, partitionDevice } from './table.ts'
import type { Wanted } from './wanted.ts'

/** A partition that gets a file system, and what was asked for. */
export interface ToFormat {
  readonly partition: Partition
  readonly wanted: Wanted
  /** An earlier run made the partition, and may have made the file system. */
  readonly resumed: boolean
}

/** Milliseconds; large disks take their time. */
const LONG = 60 * 60_000

/** Makes the file system of a partition. False when it failed, which was told then. */
export async function* format(disk: Disk, { partition, wanted, resumed }: ToFormat): Part<boolean> {
  const at = ['add_partitions', wanted.index]
  if (resumed && (yield* isWhole(disk, partition))) return true
  if (disk.isFile) {
    const message = `${disk.path} is a file: the partition ${partition.number} in it gets no file system`
    yield* problem('error', message, at, 'give the file to a loop device (losetup -P) and name that')
    return false
  }
  const device = partitionDevice(disk.path, partition.number)
  if (!(yield* isThere(device, disk, partition, at))) return false
  // mkfs.xfs refuses to overwrite what a run that was cut short has left.
  yield* ask(['wipefs', '--all', '--quiet', device])
  const command = { shell: mkfsCommand(wanted.filesystem, wanted.label, device) }
  const made = yield { kind: 'run', command, live: true, timeout: LONG, at }
  return made.ok
}

/**
 * Whether a file system is there as a whole. One that mkfs was about to make is found by its magic number only when it
 * is; but for xfs, which has a mark of its own for that.
 */
async function* isWhole(disk: Disk, partition: Partition): Part<boolean> {
  const content = yield* contentOf(disk, partition)
  if (content?.type !== 'xfs') return content !== undefined
  const device = partitionDevice(disk.path, partition.number)
  const answer = yield* ask(['xfs_db', '-r', '-c', 'sb 0', '-c', 'print inprogress', device])
  return !('output' in answer && /inprogress = [^0\s]/.test(answer.output))
}

/** Holds the size of the device against that of the table, so that nothing else of that name is overwritten. */
export async function* isThere(
  device: string,
  disk: Disk,
  { number, size }: Pick<Partition, 'number' | 'size'>,
  at: readonly (string | number)[],
): Part<boolean> {
  const bytes = yield* sizeOfDevice(device)
  if (bytes === size * disk.sectorSize) return true
  const message =
    bytes === undefined
      ? `there is no device ${device}: the kernel does not know the partition ${number} of ${disk.path}`
      : `the kernel still knows another partition as ${device} (${bytes} bytes, not ${size * disk.sectorSize})`
  yield* problem(
    'error',
    message,
    at,
    'restart the machine, or unmount what uses the disk, and run this again',
  )
  return false
}

/** In bytes; undefined when there is no such device. */
export async function* sizeOfDevice(device: string): Part<number | undefined> {
  const answer = yield* ask(['blockdev', '--getsize64', device])
  return 'output' in answer ? Number(answer.output.trim()) : undefined
}
