import { statSync } from 'node:fs'
import { readArgument } from './argument.ts'
import { readDirectory } from './directory.ts'
import { type ResolvedSource, type SourceAccess, sourceError } from './source.ts'

/** Where configuration lies on a target, in the order it applies: the image's, the operator's, the persistent one. */
export const defaultLayers = ['/system/oem', '/oem', '/usr/local/cloud-config'] as const

/** A default layer; one that does not exist is skipped. A layer may be a link to a directory. */
export async function readLayer(folder: string, access: SourceAccess): Promise<ResolvedSource> {
  const source = await readIfThere(folder, access)
  return source ?? { label: folder, files: [], diagnostics: [], skipped: 'does not exist' }
}

/** A layer that was asked for by name; one that does not exist is an error. */
export async function readGivenLayer(path: string, access: SourceAccess): Promise<ResolvedSource> {
  const source = await readIfThere(path, access)
  if (source !== undefined) return source
  const error = sourceError(
    path,
    'no-such-source',
    'no such file or directory',
    'check the path given on the command line',
  )
  return { label: path, files: [], diagnostics: [error] }
}

async function readIfThere(path: string, access: SourceAccess): Promise<ResolvedSource | undefined> {
  let isFolder: boolean
  try {
    isFolder = statSync(access.host(path)).isDirectory()
  } catch {
    return undefined
  }
  return isFolder ? readDirectory(path, access) : readArgument(path, access)
}
