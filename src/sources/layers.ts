import { missing, readPath } from './resolve-source.ts'
import type { ResolvedSource } from './source.ts'

/** Where configuration lies on a target, in the order it applies: the image's, the operator's, the persistent one. */
export const defaultLayers = ['/system/oem', '/oem', '/usr/local/cloud-config'] as const

/** A default layer, which need not exist. Unlike a source of yip it may be a link to a folder. */
export function readLayer(folder: string, root = '/'): ResolvedSource {
  return read(folder, root) ?? { label: folder, files: [], diagnostics: [], skipped: 'does not exist' }
}

/** A folder or file that was asked for by name; that it does not exist is an error. */
export function readGivenLayer(path: string, root = '/'): ResolvedSource {
  return read(path, root) ?? missing(path)
}

/** The slash makes the folder behind a link count; a file has none behind it. */
function read(path: string, root: string): ResolvedSource | undefined {
  const found = readPath(path.endsWith('/') ? path : `${path}/`, root) ?? readPath(path, root)
  return found && { ...found, label: path }
}
