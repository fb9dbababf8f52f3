import { lstatSync, statSync } from 'node:fs'
import { isUrl } from '../core/config/is-url.ts'
import { toBytes } from '../core/go-string.ts'
import { MachineError } from '../core/machine.ts'
import { withoutCredentials } from '../core/report/describe.ts'
import { readDirectory } from './directory.ts'
import { readSourceFile, tooLarge } from './read-file.ts'
import { type ResolvedSource, type SourceAccess, sizeLimit, sourceError } from './source.ts'

/** The name of a text that came without one. */
export const textLabel = '<STDIN>'

/**
 * Reads a source as yip understands its arguments: an existing directory, else an existing file of any name, else
 * a URL, else the text itself.
 */
export async function readArgument(argument: string, access: SourceAccess): Promise<ResolvedSource> {
  const found = kindOf(argument, access)
  if (found === 'directory') return readDirectory(argument, access)
  if (found === 'link to a directory') {
    return {
      label: argument,
      files: [],
      diagnostics: [],
      skipped: 'a link to a directory is not walked; add a slash',
    }
  }
  if (found === 'file') {
    const read = readSourceFile(argument, access.host(argument))
    if ('bytes' in read) return { label: argument, files: [read], diagnostics: [] }
    return { label: argument, files: [], diagnostics: [read] }
  }
  return isUrl(argument) ? readUrl(argument, access) : readText(argument)
}

/** A configuration given as text. Text that can only be a mistyped path gets a word about that. */
export function readText(text: string, label: string = textLabel): ResolvedSource {
  const bytes = toBytes(text)
  if (bytes.length > sizeLimit) return { label, files: [], diagnostics: [tooLarge(label, bytes.length)] }
  if (/^[\w./~-]*\/[\w./~-]+$/.test(text) || /^\S+\.ya?ml$/.test(text)) {
    const error = sourceError(text, 'no-such-source', 'no such file or directory', 'check the path')
    return { label: text, files: [], diagnostics: [error] }
  }
  return { label, files: [{ file: label, bytes }], diagnostics: [] }
}

async function readUrl(url: string, access: SourceAccess): Promise<ResolvedSource> {
  const label = withoutCredentials(url)
  const failed = (message: string): ResolvedSource => ({
    label,
    files: [],
    diagnostics: [sourceError(label, 'unreachable', message)],
  })
  try {
    const { status, body } = await access.fetch(url)
    if (status >= 400) return failed(`the server answered ${status}`)
    return { label, files: [{ file: label, bytes: body }], diagnostics: [] }
  } catch (error) {
    if (error instanceof MachineError) return failed(error.message)
    throw error
  }
}

function kindOf(
  path: string,
  access: SourceAccess,
): 'directory' | 'link to a directory' | 'file' | undefined {
  // A path cannot hold these, and the system calls would refuse them.
  if (path === '' || path.includes('\0')) return undefined
  try {
    const host = access.host(path)
    if (!statSync(host).isDirectory()) return 'file'
    return !path.endsWith('/') && lstatSync(host).isSymbolicLink() ? 'link to a directory' : 'directory'
  } catch {
    return undefined
  }
}
