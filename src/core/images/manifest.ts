import { type Platform, suits } from './platform.ts'

/** A blob by its content (OCI image specification, descriptor). */
export interface Blob {
  readonly digest: string
  /** In bytes. */
  readonly size: number
  readonly mediaType: string
}

/** What stands behind a version: an image, or images for several platforms. */
export type Manifest =
  | { readonly kind: 'image'; readonly layers: readonly Blob[] }
  | { readonly kind: 'index'; readonly images: readonly PlatformImage[] }

interface PlatformImage extends Blob {
  readonly platform: Partial<Platform> | undefined
}

/** Media types of manifests, to ask a registry for. */
export const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
] as const

/** Reads a manifest of OCI or Docker; undefined when it is none of a kind that is known. */
export function parseManifest(text: string): Manifest | undefined {
  const found = parseObject(text)
  if (Array.isArray(found?.manifests)) {
    const images = found.manifests.map(platformImage)
    return images.includes(undefined)
      ? undefined
      : { kind: 'index', images: images.filter((image) => image !== undefined) }
  }
  if (!Array.isArray(found?.layers)) return undefined
  const layers = found.layers.map(blob)
  return layers.includes(undefined)
    ? undefined
    : { kind: 'image', layers: layers.filter((layer) => layer !== undefined) }
}

/** The first image of an index that suits; attestations and the like have no platform that would. */
export function imageFor(images: readonly PlatformImage[], wanted: Platform): Blob | undefined {
  return images.find(({ platform }) => suits(wanted, platform))
}

type Fields = Readonly<Record<string, unknown>>

function parseObject(text: string): Fields | undefined {
  try {
    const found: unknown = JSON.parse(text)
    return isFields(found) ? found : undefined
  } catch {
    return undefined
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function blob(value: unknown): Blob | undefined {
  if (!isFields(value)) return undefined
  const { digest, size, mediaType } = value
  if (typeof digest !== 'string' || !isDigest(digest)) return undefined
  return {
    digest,
    size: typeof size === 'number' ? size : -1,
    mediaType: typeof mediaType === 'string' ? mediaType : '',
  }
}

/** A digest that can be checked; anything else could name a path. */
export function isDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/.test(text)
}

function platformImage(value: unknown): PlatformImage | undefined {
  const found = blob(value)
  if (found === undefined || !isFields(value)) return undefined
  const { platform } = value
  return { ...found, platform: isFields(platform) ? platformOf(platform) : undefined }
}

function platformOf({ os, architecture, variant }: Fields): Partial<Platform> {
  return {
    ...(typeof os === 'string' && { os }),
    ...(typeof architecture === 'string' && { architecture }),
    ...(typeof variant === 'string' && { variant }),
  }
}
