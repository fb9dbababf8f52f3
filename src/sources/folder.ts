import { type Dirent, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs'
import { cleanPath } from '../core/go-path.ts'
import { compareBytes, fromBytes } from '../core/go-string.ts'
import type { Diagnostic } from '../core/report/diagnostic.ts'
import { resolveInRoot, resolveParentInRoot } from '../system/root-path.ts'
import { explainRefusal, readFoundFile, unreadable } from './read-file.ts'
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

  /** `hostPath` is where it lies, `path` what it is called. */
  folder(hostPath: string, path: string): void {
    let entries: readonly Dirent[]
    try {
      entries = sortedEntries(hostPath)
    } catch (error) {
      this.diagnostics.push(unreadable(path, explainRefusal(error)))
      return
    }
    const hostPrefix = hostPath.endsWith('/') ? hostPath : `${hostPath}/`
    const prefix = path === '.' ? '' : path.endsWith('/') ? path : `${path}/`
    for (const entry of entries) {
      const { name } = entry
      if (entry.isDirectory()) this.folder(hostPrefix + name, prefix + name)
      else if (name.endsWith('.yaml') || name.endsWith('.yml')) {
        this.#file(entry.isSymbolicLink(), hostPrefix + name, prefix + name)
      }
    }
  }

  #file(isLink: boolean, hostPath: string, path: string): void {
    let target = hostPath
    try {
      if (isLink) target = this.#followLink(hostPath, path)
    } catch (error) {
      this.diagnostics.push(unreadable(path, explainRefusal(error), 'remove the link'))
      return
    }
    const content = readFoundFile(target)
    if (content instanceof Uint8Array) this.files.push({ file: path, bytes: content })
    else this.diagnostics.push(unreadable(path, content.problem, content.help))
  }

  /** Where a link leads on the host, also inside another root. */
  #followLink(hostPath: string, path: string): string {
    const target =
      this.#root === '/' ? hostPath : resolveInRoot(this.#root, hostPath.slice(rootLength(this.#root)))
    if (statSync(target, { throwIfNoEntry: false }) === undefined) {
      this.diagnostics.push()
      throw new Error(path)
    }
    return target
  }
}
