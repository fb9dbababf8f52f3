import { lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { cleanPath } from '../core/go-path.ts'
import { compareBytes, fromBytes, toBytes } from '../core/go-string.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { resolveInRoot, resolveParentInRoot } from '../system/root-path.ts'
import { type Content, readFoundFile, readRegularFile, refusalOf, unreadable } from './read-file.ts'
import type { ResolvedSource, SourceFile } from './source.ts'

/**
 * Reads all `.yaml` and `.yml` files below a folder, hidden ones too, those of each level in byte order. Links to files
 * are followed, links to folders are not; a folder that is itself a link is not read unless a slash follows its name.
 * What cannot be read is left out with a diagnostic, where yip gives up the whole folder.
 */
export function readFolder(path: string, root: string): ResolvedSource {
  const walk = new Walk(root)
  if (lstatSync(resolveParentInRoot(root, path)).isSymbolicLink()) walk.diagnostics.push(linkedFolder(path))
  else walk.folder(resolveInRoot(root, path), cleanPath(path))
  return { label: path, files: walk.files, diagnostics: walk.diagnostics }
}

class Walk {
  readonly files: SourceFile[] = []
  readonly diagnostics: Diagnostic[] = []
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** `hostPath` is where the folder lies, `path` what it is called. */
  folder(hostPath: string, path: string): void {
    let entries: readonly Entry[]
    try {
      entries = sortedEntries(hostPath)
    } catch (error) {
      this.diagnostics.push(unreadable(path, refusalOf(error)))
      return
    }
    const hostPrefix = hostPath.endsWith('/') ? hostPath : `${hostPath}/`
    const prefix = path === '.' ? '' : path.endsWith('/') ? path : `${path}/`
    for (const entry of entries) {
      const { name } = entry
      if (entry.isDirectory()) this.folder(hostPrefix + name, prefix + name)
      else if (!name.endsWith('.yaml') && !name.endsWith('.yml')) continue
      else if (entry.isSymbolicLink()) this.#link(hostPrefix + name, prefix + name)
      else this.#file(hostPrefix + name, prefix + name, entry.isFile() ? readRegularFile : readFoundFile)
    }
  }

  #file(hostPath: string, path: string, read: (hostPath: string | Buffer) => Content): void {
    const content = read(nativePath(hostPath))
    if (content instanceof Uint8Array) this.files.push({ file: path, bytes: content })
    else this.diagnostics.push(unreadable(path, content))
  }

  /** Only a link can lead out of the root, so only a link is resolved. */
  #link(hostPath: string, path: string): void {
    const help = 'mend or remove the link'
    try {
      const target = this.#root === '/' ? nativePath(hostPath) : resolveInRoot(this.#root, path)
      const content = readFoundFile(target)
      if (content instanceof Uint8Array) {
        this.files.push({ file: path, bytes: content })
        return
      }
      const problem = `is a link to ${readlinkSync(nativePath(hostPath))}, which ${content.problem}`
      this.diagnostics.push(unreadable(path, { problem, help }))
    } catch (error) {
      this.diagnostics.push(unreadable(path, { ...refusalOf(error), help }))
    }
  }
}

/** What is needed of a directory entry. */
interface Entry {
  readonly name: string
  isDirectory(): boolean
  isFile(): boolean
  isSymbolicLink(): boolean
}

function sortedEntries(hostPath: string): readonly Entry[] {
  const path = nativePath(hostPath)
  const entries: Entry[] = readdirSync(path, { withFileTypes: true })
  const decoded = entries.some(({ name }) => name.includes('\ufffd')) ? entriesWithAnyName(path) : entries
  return decoded.sort((a, b) => compareBytes(a.name, b.name))
}

/** As Node decodes names, bytes that are not UTF-8 are lost, and with them the file. */
function entriesWithAnyName(path: string | Buffer): Entry[] {
  return readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
    name: fromBytes(entry.name),
    isDirectory: () => entry.isDirectory(),
    isFile: () => entry.isFile(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }))
}

function nativePath(hostPath: string): string | Buffer {
  return hostPath.isWellFormed() ? hostPath : Buffer.from(toBytes(hostPath))
}

function linkedFolder(path: string): Diagnostic {
  return {
    rule: 'linked-folder',
    severity: 'warning',
    message: `${path} is a link to a folder, so nothing in it is read`,
    help: `write ${path}/ to read the folder behind the link`,
    place: { source: path },
  }
}
