import { Flattening } from '../../core/images/flattening.ts'
import { type Blob, imageFor, parseManifest } from '../../core/images/manifest.ts'
import { formatPlatform, type Platform, parsePlatform } from '../../core/images/platform.ts'
import { parseReference } from '../../core/images/reference.ts'
import { MachineError, type UnpackImage } from '../../core/machine.ts'
import { goArchitecture } from '../facts/go-architecture.ts'
import type { SafePaths } from '../safe-paths.ts'
import { errorCode } from '../system-error.ts'
import { savedByDaemon } from './docker-daemon.ts'
import { ImageFolder } from './image-folder.ts'
import type { ImageSource, LocalBlob } from './image-source.ts'
import { openArchive } from './oci-archive.ts'
import { LayoutFolder } from './oci-layout.ts'
import { RegistryImage } from './registry.ts'
import { layersOfSavedImage } from './saved-image.ts'
import { SpecialFiles } from './special-files.ts'
import { Spool } from './spool.ts'
import { unpackLayer } from './unpack-layer.ts'

/** What unpacking an image needs from outside. */
export interface ImageSurroundings {
  /** For proxies, certificates and logins. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly paths: SafePaths
}

/** So many images of images may stand in an index. */
const deepestIndex = 3

/** Told at most; a broken image could have thousands. */
const mostWarnings = 10

/**
 * Does what an {@link UnpackImage} asks for; the target is there. Gives what was left out of the image, in words for
 * people. Throws a MachineError: what was unpacked until then stays, as with yip.
 */
export async function unpackImage(
  { source, target, platform }: UnpackImage,
  { environment, paths }: ImageSurroundings,
): Promise<readonly string[]> {
  const wanted = platform === undefined ? here() : parsePlatform(platform)
  if (wanted === undefined)
    throw new MachineError(
      `platform "${platform}" is not of the form os/architecture or os/architecture/variant`,
    )
  const root = paths.target(target).replace(/(?<=.)\/$/, '')
  const warnings = new Set<string>()
  const warn = (message: string) => void warnings.add(message)
  const special = new SpecialFiles(warn)
  const folder = new ImageFolder(root)
  const spool = new Spool(root)
  const unpacking = { flattening: new Flattening(), folder, special, warn }
  try {
    // From the topmost layer down: see Flattening.
    for await (const layer of layersOf(source, wanted, environment, paths, spool)) {
      try {
        await unpackLayer(layer.path, unpacking)
      } catch (error) {
        throw inWords(source, error)
      }
      layer.release()
    }
    special.setAttributes()
    folder.close()
  } finally {
    spool.remove()
  }
  return [...warnings].slice(0, mostWarnings)
}

async function* layersOf(
  source: string,
  platform: Platform,
  environment: ImageSurroundings['environment'],
  paths: SafePaths,
  spool: Spool,
): AsyncGenerator<LocalBlob, void, void> {
  const saved = await locallySaved(source, platform, environment)
  if (saved !== undefined) {
    const layers = await layersOfSavedImage(saved, spool.folder())
    for (const path of layers.reverse()) yield { path, release: () => {} }
    return
  }
  const image = await open(source, environment, paths, spool)
  const layers = await layersFor(image, platform, source)
  for (const blob of [...layers].reverse()) yield await image.blob(blob)
}

async function locallySaved(
  source: string,
  platform: Platform,
  environment: ImageSurroundings['environment'],
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const reference = localForm(source) === undefined ? parseReference(source) : undefined
  if (reference === undefined || 'problem' in reference) return undefined
  return savedByDaemon(reference, platform, environment)
}

/** `oci-layout:DIR` and `oci-archive:FILE`, which yip does not know: there they are no valid references. */
function localForm(source: string): { readonly kind: string; readonly path: string } | undefined {
  const [, kind, path] = /^(oci-layout|oci-archive):(\/.*)$/s.exec(source) ?? []
  return kind === undefined || path === undefined ? undefined : { kind, path }
}

async function open(
  source: string,
  environment: ImageSurroundings['environment'],
  paths: SafePaths,
  spool: Spool,
): Promise<ImageSource> {
  const local = localForm(source)
  if (local !== undefined) {
    const path = paths.target(local.path)
    return local.kind === 'oci-layout'
      ? new LayoutFolder(path, local.path)
      : openArchive(path, local.path, spool.folder())
  }
  const reference = parseReference(source)
  if ('problem' in reference) throw new MachineError(`"${source}" is no image: ${reference.problem}`)
  return new RegistryImage(reference, environment, () => spool.folder())
}

async function layersFor(image: ImageSource, platform: Platform, source: string): Promise<readonly Blob[]> {
  let digest: string | undefined
  for (let depth = 0; depth <= deepestIndex; depth++) {
    const manifest = parseManifest(await image.manifest(digest))
    if (manifest === undefined) throw new MachineError(`${source} has a manifest of a kind that is not known`)
    if (manifest.kind === 'image') return manifest.layers
    const { images } = manifest
    // A layout often holds one image and does not say for which platform.
    const only = images.length === 1 && images[0]?.platform === undefined ? images[0] : undefined
    const chosen = imageFor(images, platform) ?? only
    if (chosen === undefined) throw new MachineError(`${source} has no image for ${formatPlatform(platform)}`)
    digest = chosen.digest
  }
  throw new MachineError(`${source} has an index in an index in an index`)
}

function here(): Platform {
  return { os: 'linux', architecture: goArchitecture() }
}

function inWords(source: string, error: unknown): unknown {
  if (error instanceof MachineError || !(error instanceof Error)) return error
  const code = errorCode(error)
  return code === undefined
    ? new MachineError(`a layer of ${source} cannot be unpacked: ${error.message}`)
    : new MachineError(`a layer of ${source} cannot be unpacked: ${error.message}`, code)
}
