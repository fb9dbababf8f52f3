import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { compareBytes } from '../../core/go-string.ts'
import type { ReadVolumes, Volume } from '../../core/machine.ts'
import { resolveInRoot } from '../root-path.ts'
import { errorCode, systemError } from '../system-error.ts'
import { type FileSystem, fileSystemOf } from './file-system.ts'
import { withMounted } from './mounted.ts'

/**
 * Reads what a {@link ReadVolumes} asks for. All of it is done without giving way to anything else, so that a signal
 * that ends the run finds nothing mounted.
 */
export function readVolumes({ labels, opticalDrives, files, limit }: ReadVolumes): readonly Volume[] {
  const wanted = new Map<string, FileSystem>()
  for (const name of names('/sys/class/block')) {
    if (/^(loop|ram)/.test(name)) continue
    const device = `/dev/${name.replaceAll('!', '/')}`
    const found = look(device)
    if (found !== undefined && !('trouble' in found) && labels.includes(found.label))
      wanted.set(device, found)
  }
  const volumes = [...wanted].map(([device, { type }]) => readVolume(device, type, files, limit))
  if (!opticalDrives) return volumes
  for (const name of names('/dev')) {
    const device = `/dev/${name}`
    if (!/^sr\d/.test(name) || wanted.has(device)) continue
    const found = look(device)
    if (found === undefined) volumes.push({ device, files: {}, trouble: 'it holds neither ISO 9660 nor FAT' })
    else if ('trouble' in found) volumes.push({ device, files: {}, trouble: found.trouble })
    else volumes.push(readVolume(device, found.type, files, limit))
  }
  return volumes
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort(compareBytes)
  } catch {
    return []
  }
}

/** What is on a device; undefined when it is nothing we know, and the trouble when it cannot be read. */
function look(device: string): FileSystem | { readonly trouble: string } | undefined {
  let fd: number | undefined
  try {
    // An optical drive must not wait for a disc.
    fd = openSync(device, constants.O_RDONLY | constants.O_NONBLOCK)
    return fstatSync(fd).isBlockDevice() ? fileSystemOf(fd) : undefined
  } catch (error) {
    const isEmpty = errorCode(error) === 'ENOMEDIUM'
    return { trouble: isEmpty ? `there is no disc in ${device}` : systemError(device, 'read', error).message }
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}

function readVolume(
  device: string,
  type: FileSystem['type'],
  files: readonly string[],
  limit: number,
): Volume {
  const found: Record<string, Uint8Array> = {}
  let trouble: string | undefined
  try {
    withMounted(device, type, (folder) => {
      for (const file of files) {
        const content = readInside(folder, file, limit)
        if (content === 'too-large') trouble = `${file} is larger than ${limit} bytes`
        else if (content !== undefined) found[file] = content
      }
    })
  } catch (error) {
    trouble = systemError(device, 'read', error).message
  }
  return { device, files: found, ...(trouble !== undefined && { trouble }) }
}

/** A regular file below a folder whose links nobody trusts. */
function readInside(folder: string, file: string, limit: number): Uint8Array | 'too-large' | undefined {
  let fd: number
  try {
    fd = openSync(
      resolveInRoot(folder, file),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    )
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error) ?? '')) return undefined
    throw error
  }
  try {
    const state = fstatSync(fd)
    if (!state.isFile()) return undefined
    return state.size > limit ? 'too-large' : readFileSync(fd)
  } finally {
    closeSync(fd)
  }
}
