import { folderOf } from '../../core/go-path.ts'
import type { Change, ChangeOutcome, MakeDirectory, Present } from '../../core/machine.ts'

/** What each new folder gets; its mode is cut by the umask. */
export type FolderAttributes = Omit<MakeDirectory, 'kind' | 'path' | 'umask'>

/** Makes a folder that is missing, and before it the missing ones above it, all alike. False when one failed. */
export async function* makeFolders(
  now: Present,
  path: string,
  attributes: FolderAttributes,
): AsyncGenerator<Change, boolean, ChangeOutcome> {
  const missing = [path]
  for (let above = folderOf(path); isMissing(now, above); above = folderOf(above)) missing.unshift(above)
  for (const folder of missing) {
    const made = yield { kind: 'make-directory', path: folder, umask: 'cut', ...attributes }
    if (!made.ok) return false
  }
  return true
}

function isMissing(now: Present, path: string): boolean {
  return path !== '/' && path !== '.' && now.stat(path) === undefined
}
