import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compareBytes } from '../core/go-string.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { readSourceFile, unreadable } from './read-file.ts'
import type { ResolvedSource, SourceAccess, SourceFile } from './source.ts'

/**
 * Reads all configuration files below a directory: recursively, the entries of each level in byte order, names
 * that end in .yaml or .yml, hidden ones too. Links to files are read, links to directories are not entered.
 */
export function readDirectory(folder: string, access: SourceAccess): ResolvedSource {
  const files: SourceFile[] = []
  const diagnostics: Diagnostic[] = []
  walk(folder, access.host(folder))
  return { label: folder, files, diagnostics }

  function walk(path: string, hostPath: string): void {
    let entries: Dirent[]
    try {
      entries = readdirSync(hostPath, { withFileTypes: true })
    } catch (error) {
      diagnostics.push(unreadable(path, error))
      return
    }
    entries.sort((a, b) => compareBytes(a.name, b.name))
    for (const entry of entries) {
      const below = join(path, entry.name)
      if (entry.isDirectory()) walk(below, join(hostPath, entry.name))
      else if (isConfiguration(entry.name)) take(below, entry, hostPath)
    }
  }

  function take(path: string, entry: Dirent, hostFolder: string): void {
    let read: SourceFile | Diagnostic
    try {
      // Only a link can lead out of the root, so only a link is resolved.
      read = readSourceFile(path, entry.isSymbolicLink() ? access.host(path) : join(hostFolder, entry.name))
    } catch (error) {
      read = unreadable(path, error)
    }
    if ('bytes' in read) files.push(read)
    else diagnostics.push(read)
  }
}

function isConfiguration(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.yml')
}
