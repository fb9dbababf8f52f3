import { lstatSync, readlinkSync } from 'node:fs'
import { MachineError } from '../core/machine.ts'

/** As many links as the kernel follows in one path (path_resolution(7)). */
const MAX_LINKS = 40

/**
 * The host path of what `path` leads to inside `root`, every link resolved as if `root` were `/`: absolute targets
 * start at `root`, `..` stops there. What does not exist yet stays as it is written. With root `/` the path is
 * handed back untouched, for the kernel to resolve. `root` is absolute. Throws a {@link MachineError} (ELOOP).
 */
export function resolveInRoot(root: string, path: string): string {
  return root === '/' ? path : walk(root, path, 'follow')
}

/** As {@link resolveInRoot}, but a link at the very end stays: what lstat, remove and make-link want. */
export function resolveParentInRoot(root: string, path: string): string {
  return root === '/' ? path : walk(root, path, 'keep')
}

function walk(root: string, path: string, last: 'follow' | 'keep'): string {
  const base = root.endsWith('/') ? root.slice(0, -1) : root
  const todo = path.split('/').reverse()
  const done: string[] = []
  let links = 0
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (name === '' || name === '.') continue
    if (name === '..') {
      done.pop()
      continue
    }
    const here = `${base}/${[...done, name].join('/')}`
    const target = last === 'keep' && todo.length === 0 ? undefined : linkTarget(here)
    if (target === undefined) {
      done.push(name)
      continue
    }
    if (++links > MAX_LINKS) throw new MachineError(`${path}: too many symbolic links`, 'ELOOP')
    if (target.startsWith('/')) done.length = 0
    todo.push(...target.split('/').reverse())
  }
  const resolved = `${base}/${done.join('/')}`
  return path.endsWith('/') && done.length > 0 ? `${resolved}/` : resolved
}

function linkTarget(hostPath: string): string | undefined {
  try {
    if (!lstatSync(hostPath, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined
    return readlinkSync(hostPath)
  } catch {
    // Not reachable (a file in place of a folder, no permission): the caller's own call says so, with the path.
    return undefined
  }
}
