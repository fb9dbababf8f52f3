import type { Decoded } from '../../core/config/shape.ts'
import { cleanPath, folderOf } from '../../core/go-path.ts'
import type { Present } from '../../core/machine.ts'
import type { deviceShape } from '../layout.ts'
import { ask, type Part, problem } from './ask.ts'
import type { Disk } from './table.ts'

/** A disk that was found; only a name for it where nothing is looked at; or nothing, which was told then. */
export type Found = { readonly disk: Disk } | { readonly unknown: string } | undefined

type Device = Decoded<typeof deviceShape>

const scheme = 'script://'

/** Finds the disk that `device` means. */
export async function* findDisk({ path = '', label = '' }: Device, now: Present): Part<Found> {
  const script = path.startsWith(scheme)
  const named = script ? yield* pathFromScript(path.slice(scheme.length)) : { path }
  if (named === undefined || 'unknown' in named) return named
  if (named.path.trim() !== '') return yield* measure(realPath(now, named.path), now, ['device', 'path'])
  if (label.trim() !== '') return yield* diskOfLabel(label, now)
  yield* problem('warning', 'device names no disk: nothing is done', ['device'], 'give it a path or a label')
  return undefined
}

/** Runs what stands behind `script://`, split at blanks; its trimmed output is the path. */
async function* pathFromScript(
  line: string,
): Part<{ readonly path: string } | { readonly unknown: string } | undefined> {
  const at = ['device', 'path']
  const words = line.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) {
    yield* problem('error', `${scheme} is followed by no command`, at, 'write the command behind it')
    return undefined
  }
  const answer = yield* ask(words)
  if ('unknown' in answer) return { unknown: `the disk that \`${words.join(' ')}\` prints` }
  if ('failed' in answer) {
    yield* problem('error', `the script for the device failed: ${answer.failed}`, at)
    return undefined
  }
  const path = answer.output.trim()
  if (path !== '') return { path }
  yield* problem('error', 'the script for the device printed nothing', at, 'let it print the path of a disk')
  return undefined
}

/** The disk on which a file system of that label lies. */
async function* diskOfLabel(label: string, now: Present): Part<Found> {
  const link = `/dev/disk/by-label/${label}`
  const at = ['device', 'label']
  if (now.lstat(link) === undefined) {
    // Only to learn whether anything is looked at here.
    const answer = yield* ask(['blockdev', '--getss', link])
    if ('unknown' in answer) return { unknown: `the disk of the file system ${label}` }
    yield* problem('error', `there is no file system with the label ${label}`, at)
    return undefined
  }
  const device = realPath(now, link)
  if (!device.startsWith('/dev/')) return yield* measure(device, now, at)
  const name = device.slice(device.lastIndexOf('/') + 1)
  const place = realPath(now, `/sys/class/block/${name}`)
  const parent = folderOf(place).split('/').at(-1) ?? ''
  if (now.stat(`/sys/class/block/${parent}`) === undefined) {
    yield* problem('error', `${device}, which has the label ${label}, is no partition of a disk`, at)
    return undefined
  }
  return yield* measure(`/dev/${parent}`, now, at)
}

async function* measure(path: string, now: Present, at: readonly string[]): Part<Found> {
  const answer = yield* ask(['blockdev', '--getss', '--getsize64', path])
  if ('unknown' in answer) return { unknown: path }
  if ('output' in answer) {
    const [sectorSize = 0, bytes = 0] = answer.output.trim().split(/\s+/).map(Number)
    if (sectorSize >= 512)
      return { disk: { path, isFile: false, sectorSize, sectors: Math.floor(bytes / sectorSize) } }
  }
  const file = now.stat(path)
  if (file?.type === 'file')
    return { disk: { path, isFile: true, sectorSize: 512, sectors: Math.floor(file.size / 512) } }
  const reason = 'failed' in answer && file !== undefined ? `: ${answer.failed}` : ''
  const message = file === undefined ? `there is no disk ${path}` : `${path} is no disk${reason}`
  yield* problem('error', message, at)
  return undefined
}

/** A path with the links at its end followed. */
function realPath(now: Present, path: string): string {
  let at = path
  for (let hops = 0; hops < 40; hops++) {
    const target = now.readlink(at)
    if (target === undefined) return at
    at = target.startsWith('/') ? target : cleanPath(`${folderOf(at)}/${target}`)
  }
  return at
}
