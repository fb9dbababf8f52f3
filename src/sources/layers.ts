import { statSync } from 'node:fs'
import { resolveInRoot } from '../system/root-path.ts'
import { readFoundFile, readGivenFile, refusalOf, unreadable } from './read-file.ts'
import { missing, type ReadFile, readPath } from './resolve-source.ts'
import type { ResolvedSource } from './source.ts'

/** Where configuration lies on a target, in the order it applies: the image's, the operator's, the persistent one. */
export const defaultLayers = ['/system/oem', '/oem', '/usr/local/cloud-config'] as const

/** A default layer, which need not exist. Unlike a source of yip it may be a link to a folder, but not a pipe. */
export function readLayer(folder: string, root = '/'): ResolvedSource {
  return (
    read(folder, root, readFoundFile) ?? {
      label: folder,
      files: [],
      diagnostics: [],
      skipped: 'does not exist',
    }
  )
}

/** A folder or file that was asked for by name; that it does not exist is an error. */
export function readGivenLayer(path: string, root = '/'): ResolvedSource {
  return read(path, root, readGivenFile) ?? missing(path, 'give --config-dir an existing folder or file')
}

/** The slash makes the folder behind a link count; a file has none behind it. */
function read(path: string, root: string, readFile: ReadFile): ResolvedSource | undefined {
  if (path === '') return undefined
  const found =
    readPath(path.endsWith('/') ? path : `${path}/`, root, readFile) ?? readPath(path, root, readFile)
  return found ? { ...found, label: path } : refused(path, root)
}

/** A layer that is there but cannot be looked at must not pass for one that is not there. */
function refused(path: string, root: string): ResolvedSource | undefined {
  try {
    statSync(resolveInRoot(root, path))
    return undefined
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isMissing
      ? undefined
      : { label: path, files: [], diagnostics: [unreadable(path, refusalOf(error))] }
  }
}
