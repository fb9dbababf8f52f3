import { ask, type Part } from './ask.ts'

/** Kinds of file systems that can grow. */
export type Growing = 'ext' | 'xfs' | 'btrfs'

/** The kind of a type as blkid names it. */
export function growingKind(type: string): Growing | undefined {
  if (/^ext[234]$/.test(type)) return 'ext'
  return type === 'xfs' || type === 'btrfs' ? type : undefined
}

/** Bytes that a file system may stay smaller than its partition: rests that make no whole group of blocks. */
const SLACK = 1024 * 1024

/** Bytes below which the kernel resizes no btrfs. */
const LEAST_BTRFS = 256 * 1024 * 1024

const LONG = 60 * 60_000

/**
 * Mounts the file system for as long as it grows, where nobody else sees it: in a mount name space that ends with the
 * shell, over /run, which is always there. So nothing is left behind, however it ends. In a chroot whose / is no mount
 * the mounts cannot be made private; what is mounted then is unmounted again.
 */
function whileMounted(options: string, grow: string): readonly string[] {
  const script = [
    'mount --make-rprivate / 2>/dev/null',
    `mount -n -t "$1" -o nosuid,nodev,noexec${options} -- "$2" /run || exit`,
    grow,
    'grown=$?',
    'umount -n /run',
    'exit $grown',
  ].join('\n')
  return ['unshare', '--mount', '--propagation', 'unchanged', 'sh', '-c', script, 'sh']
}

const grow: Readonly<Record<Growing, readonly string[]>> = {
  ext: whileMounted('', 'resize2fs "$2"'),
  xfs: whileMounted(',nouuid', 'xfs_growfs /run'),
  btrfs: whileMounted('', 'btrfs filesystem resize max /run'),
}

/** Grows a file system to the size of its partition, in bytes. False when that failed, which was told then. */
export async function* growFilesystem(
  device: string,
  type: string,
  kind: Growing,
  size: number,
): Part<boolean> {
  const present = yield* sizeOf(device, kind)
  if (present !== undefined && present + SLACK > size) return true
  const at = ['expand_partition']
  if (kind === 'btrfs' && size < LEAST_BTRFS) {
    return (yield { kind: 'grow-small-btrfs', device, size, at }).ok
  }
  const change = {
    kind: 'run',
    about: `grow the ${type} on ${device}`,
    live: true,
    timeout: LONG,
    at,
  } as const
  if (kind !== 'ext') return (yield { ...change, command: { argv: [...grow[kind], type, device] } }).ok
  // The driver of ext4 is that of all three.
  const mounted = { argv: [...grow.ext, 'ext4', device] }
  const unmounted = { argv: ['resize2fs', device] }
  // Without a journal the kernel may refuse to do it.
  if (type === 'ext2')
    return (yield { ...change, command: (yield* isSound(device)) ? unmounted : mounted }).ok
  if ((yield { ...change, command: mounted, dispensable: true }).ok) return true
  return (yield* isSound(device)) && (yield { ...change, command: unmounted }).ok
}

/** Checks an ext file system, as its tools want it before it grows; false also when it is mounted. */
async function* isSound(device: string): Part<boolean> {
  const command = { argv: ['e2fsck', '-f', '-p', device] }
  const checked = yield { kind: 'run', command, question: true, live: true, timeout: LONG }
  // 1: mistakes were corrected.
  return checked.ok || checked.output?.exit === 1
}

/** In bytes, as the file system says itself; undefined when it cannot be told. */
async function* sizeOf(device: string, kind: Growing): Part<number | undefined> {
  const answer = yield* ask([...questions[kind], device])
  return 'output' in answer ? sizeIn(answer.output, kind) : undefined
}

const questions: Readonly<Record<Growing, readonly string[]>> = {
  ext: ['dumpe2fs', '-h'],
  xfs: ['xfs_db', '-r', '-c', 'sb 0', '-c', 'print dblocks blocksize'],
  btrfs: ['btrfs', 'inspect-internal', 'dump-super'],
}

/** Finds the size in what a tool prints about a file system. */
export function sizeIn(output: string, kind: Growing): number | undefined {
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1])
  const size = {
    ext: () => number(/^Block count:\s*(\d+)/m) * number(/^Block size:\s*(\d+)/m),
    xfs: () => number(/^dblocks = (\d+)/m) * number(/^blocksize = (\d+)/m),
    btrfs: () => number(/^dev_item\.total_bytes\s+(\d+)/m),
  }[kind]()
  return Number.isNaN(size) ? undefined : size
}
