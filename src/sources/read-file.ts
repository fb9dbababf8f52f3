import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { sizeLimit, sourceError } from './source.ts'

/** Why there is no content, in words that follow the name of the file. */
export interface Refusal {
  readonly problem: string
  readonly help?: string
}

export type Content = Uint8Array | Refusal

/**
 * Reads what a folder says is a regular file: most are small, so the size need not be asked for.
 * Should it have become a pipe meanwhile, that does not block and is empty.
 */
export function readRegularFile(hostPath: string | Buffer): Content {
  return withOpen(hostPath, constants.O_RDONLY | constants.O_NONBLOCK, (fd) => {
    const length = fill(fd, scratch)
    const start = Buffer.from(scratch.subarray(0, length))
    if (length < scratch.length) return start
    const { size } = fstatSync(fd)
    if (size > sizeLimit) return tooLarge
    const rest = readOpen(fd, Math.max(0, size - length))
    return rest instanceof Uint8Array ? Buffer.concat([start, rest]) : rest
  })
}

/**
 * Reads what a link in a folder leads to, which was found and not named by anybody: only regular files (and
 * `/dev/null`, which masks a file of another layer), so that a pipe or a device cannot hold up a boot.
 */
export function readFoundFile(hostPath: string | Buffer): Content {
  return withOpen(hostPath, constants.O_RDONLY | constants.O_NONBLOCK, (fd) => {
    const stats = fstatSync(fd)
    if (stats.isFile()) return readOpen(fd, stats.size)
    if (isNullDevice(stats)) return new Uint8Array()
    return { problem: `is ${kindOf(stats)}, not a file`, help: 'remove it, or put a file in its place' }
  })
}

/** Reads a file that was named (0: standard input): here a pipe is fine, as in `cos-config yip <(make-config)`. */
export function readGivenFile(hostPath: string | 0): Content {
  return withOpen(hostPath, constants.O_RDONLY, (fd) => {
    const stats = fstatSync(fd)
    return readOpen(fd, stats.isFile() ? stats.size : 0)
  })
}

/** The diagnostic of a file or folder that is left out. */
export function unreadable(file: string, { problem, help }: Refusal): Diagnostic {
  return sourceError(file, 'unreadable-file', `${file} ${problem}`, help)
}

/** What the system said when it refused. */
export function refusalOf(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = refusals[code]
  if (known !== undefined) return { problem: known }
  return { problem: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }
}

const refusals: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'lies below something that is no folder',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: not permitted',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'goes round in symbolic links',
  EIO: 'cannot be read: the disk reports an error',
  EAGAIN: 'has nothing to read yet',
  ENXIO: 'is a socket or a device without a driver, not a file',
}

function withOpen(hostPath: string | Buffer | 0, flags: number, read: (fd: number) => Content): Content {
  let fd: number | undefined
  try {
    fd = hostPath === 0 ? 0 : openSync(hostPath, flags)
    return read(fd)
  } catch (error) {
    return refusalOf(error)
  } finally {
    if (fd !== undefined && fd !== 0) closeSync(fd)
  }
}

/** `size` is what the system says beforehand; 0 also where it does not know, as in /proc. */
function readOpen(fd: number, size: number): Content {
  if (size > sizeLimit) return tooLarge
  if (size > 0) {
    const bytes = Buffer.allocUnsafe(size)
    const length = fill(fd, bytes)
    return length === size ? bytes : bytes.subarray(0, length)
  }
  const chunks: Buffer[] = []
  for (let total = 0; total <= sizeLimit; ) {
    const chunk = Buffer.allocUnsafe(chunkSize)
    const length = fill(fd, chunk)
    chunks.push(chunk.subarray(0, length))
    total += length
    if (length < chunkSize) return Buffer.concat(chunks, total)
  }
  return tooLarge
}

const chunkSize = 64 * 1024
const scratch = Buffer.allocUnsafeSlow(chunkSize)

const tooLarge: Refusal = {
  problem: `is larger than ${sizeLimit / 1024 / 1024} MiB`,
  help: 'no configuration is that large; let "downloads" bring large content',
}

/** Reads until the buffer is full or the file ends; gives the length. */
function fill(fd: number, buffer: Buffer): number {
  let length = 0
  while (length < buffer.length) {
    const count = readSync(fd, buffer, length, buffer.length - length, null)
    if (count === 0) break
    length += count
  }
  return length
}

/** Device 1:3 on Linux. */
function isNullDevice(stats: Stats): boolean {
  return stats.isCharacterDevice() && stats.rdev === 0x103
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}
