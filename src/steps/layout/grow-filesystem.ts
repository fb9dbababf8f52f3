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
 * A script that mounts the file system for as long as it grows, where nobody else sees it: in a mount name space that
 * ends with the shell, over /run, which is always there. So nothing is left behind, however it ends. In a chroot whose
 * / is no mount the mounts cannot be made private; what is mounted then is unmounted again.
 */
function whileMounted(options: string, grow: string, otherwise: string): readonly string[] {
  const script = `
mount --make-rprivate / 2>/dev/null
if mount -n -t "$1" -o nosuid,nodev,noexec${options} -- "$2" /run; then
  ${grow}
  grown=$?
  umount -n /run
  [ "$grown" -ne 0 ] || exit 0
fi
${otherwise}
`
  return ['unshare', '--mount', '--propagation', 'unchanged', 'sh', '-c', script, 'sh']
}

/** Where the kernel does not do it, the tools can while it is not mounted; they want it checked first (1: mended). */
const unmounted = 'e2fsck -f -p "$2"; [ "$?" -le 1 ] || exit 1; resize2fs "$2"'

const grow: Readonly<Record<Growing, readonly string[]>> = {
  // The driver of ext4 is that of all three.
  ext: [...whileMounted('', 'resize2fs "$2"', unmounted), 'ext4'],
  xfs: [...whileMounted(',nouuid', 'xfs_growfs /run', 'exit 1'), 'xfs'],
  btrfs: [...whileMounted('', 'btrfs filesystem resize max /run', 'exit 1'), 'btrfs'],
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
  const about = `grow the ${type} on ${device}`
  const command = { argv: [...grow[kind], device] }
  return (yield { kind: 'run', command, about, live: true, timeout: LONG, at }).ok
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
