import { statSync } from 'node:fs'
import { toBytes } from '../core/go-string.ts'
import { parseGoUrl } from '../core/go-url.ts'
import { hideCredentials } from '../core/report/credentials.ts'
import { resolveInRoot } from '../system/root-path.ts'
import { readFolder } from './folder.ts'
import { type Content, readFoundFile, readGivenFile, unreadable } from './read-file.ts'
import { type ResolvedSource, type SourceOptions, sourceError, textName } from './source.ts'
import { readUrl } from './url.ts'

/**
 * Resolves a source as yip does: an existing folder, else an existing file of any name, else an address, else the
 * text itself. Never throws for what is wrong with the source; that is a diagnostic.
 */
export async function resolveSource(source: string, options: SourceOptions): Promise<ResolvedSource> {
  const found = readPath(source, options.root)
  if (found !== undefined) return found
  const url = parseGoUrl(source)
  if (url !== undefined) return readUrl(source, url.scheme, options.fetch)
  if (options.dotNotation !== true && looksLikePath(source)) return missing(source)
  return { label: textName, files: [{ file: textName, bytes: toBytes(source) }], diagnostics: [] }
}

/** Resolves what a kernel parameter names: as {@link resolveSource}, but never the text itself, nor a pipe. */
export async function resolveNamed(source: string, options: SourceOptions): Promise<ResolvedSource> {
  const found = readPath(source, options.root, readFoundFile)
  if (found !== undefined) return found
  const url = parseGoUrl(source)
  if (url !== undefined) return readUrl(source, url.scheme, options.fetch)
  return missing(source, 'the kernel parameter has to name a folder, a file, or an http or https address')
}

/** How a file is read: one that was named may be a pipe, one that was found may not. */
export type ReadFile = (hostPath: string) => Content

/** What a path leads to; undefined when there is nothing, or nothing that can be looked at. */
export function readPath(
  path: string,
  root = '/',
  readFile: ReadFile = readGivenFile,
): ResolvedSource | undefined {
  // Below a root, the empty path would be the root itself.
  if (path === '') return undefined
  let hostPath: string
  try {
    hostPath = resolveInRoot(root, path)
    if (statSync(hostPath).isDirectory()) return readFolder(path, root)
  } catch {
    // Whatever the reason: yip then takes the source for an address or a text.
    return undefined
  }
  const content = readFile(hostPath)
  if (content instanceof Uint8Array)
    return { label: path, files: [{ file: path, bytes: content }], diagnostics: [] }
  return { label: path, files: [], diagnostics: [unreadable(path, content)] }
}

const anySource = 'give an existing folder or file, an http or https address, or the text itself'

/** The error of a path that leads to nothing. */
export function missing(path: string, help = anySource): ResolvedSource {
  const label = hideCredentials(path)
  return {
    label,
    files: [],
    diagnostics: [sourceError(label, 'source-missing', `${label || '""'} does not exist`, help)],
  }
}

/** A lone word that is no path to anything is no document that yip accepts either; with a slash a path was meant. */
function looksLikePath(source: string): boolean {
  return /^[\w./~@-][^\s:]*$/.test(source) && /\/|\.ya?ml$/.test(source)
}
