import { readFileSync, statSync } from 'node:fs'

/** One mount of this process's namespace (proc_pid_mountinfo(5)). */
export interface Mounted {
  readonly path: string
  /** `MAJOR:MINOR` of the file system. */
  readonly device: string
  readonly type: string
  readonly source: string
  /** Options of the file system itself: of an overlay also its layers. */
  readonly options: readonly string[]
}

/** All mounts, lower ones first. Throws the system's error without /proc. */
export function readMountTable(): readonly Mounted[] {
  return parseMountTable(readFileSync('/proc/self/mountinfo', 'utf8'))
}

/** Reads the text of mountinfo. */
export function parseMountTable(text: string): readonly Mounted[] {
  const mounts: Mounted[] = []
  for (const line of text.split('\n')) {
    const [before, after] = line.split(' - ')
    const [, , device, , path] = before?.split(' ') ?? []
    const [type, source, options] = after?.split(' ') ?? []
    if (device === undefined || path === undefined || type === undefined) continue
    const shown = { path: unescaped(path), source: unescaped(source ?? '') }
    mounts.push({ ...shown, device, type, options: (options ?? '').split(',').map(unescaped) })
  }
  return mounts
}

/** What is seen at a path: the mount on top. */
export function mountedAt(table: readonly Mounted[], path: string): Mounted | undefined {
  return table.findLast((mount) => mount.path === path)
}

/** Mounts of a block device, also of file systems that number themselves (btrfs). */
export function mountsOf(table: readonly Mounted[], deviceFile: string): readonly Mounted[] {
  const number = blockNumber(deviceFile)
  if (number === undefined) return []
  return table.filter(
    ({ device, source }) =>
      device === number || (source.startsWith('/dev/') && blockNumber(source) === number),
  )
}

/** `MAJOR:MINOR` of a block device; undefined for anything else. */
function blockNumber(file: string): string | undefined {
  try {
    const { rdev, mode } = statSync(file)
    if ((mode & 0o170000) !== 0o060000) return undefined
    // As glibc's gnu_dev_major and gnu_dev_minor, for numbers below 2^32.
    return `${(rdev >>> 8) & 0xfff}:${(rdev & 0xff) | ((rdev >>> 12) & 0xfff00)}`
  } catch {
    return undefined
  }
}

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}
