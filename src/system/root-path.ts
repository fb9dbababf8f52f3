import { lstatSync, readlinkSync, type Stats } from 'node:fs'
import { MachineError } from '../core/machine.ts'

/** As many links as the kernel follows in one path (path_resolution(7)). */
const MAX_LINKS = 40

/** As long as a path may be for the kernel, in bytes with the zero at its end (PATH_MAX). */
const MAX_PATH = 4095

/** Each name is looked at with all that stand before it, so thousands would take minutes. */
const MAX_DEPTH = 256

/**
 * The host path of what `path` leads to inside `root`, every link resolved as if `root` were `/`: absolute targets
 * start at `root`, `..` stops there. What does not exist yet stays as it is written. With root `/` the path is
 * handed back untouched, for the kernel to resolve. `root` is absolute. Throws a {@link MachineError} (ELOOP).
 */
export function resolveInRoot(root: string, path: string): string {
  return root === '/' ? path : walkPath(root, path, 'follow')
}

/** As {@link resolveInRoot}, but a link at the very end stays: what lstat, remove and make-link want. */
export function resolveParentInRoot(root: string, path: string): string {
  return root === '/' ? path : walkPath(root, path, 'keep')
}

/** A link met on the way; its folder is a host path without links. */
export interface MetLink {
  readonly folder: string
  readonly name: string
  readonly target: string
  readonly uid: number
}

/** Goes a path component by component, also with root `/`, and tells of each link before it is followed. */
export function walkPath(
  root: string,
  path: string,
  last: 'follow' | 'keep',
  onLink?: (link: MetLink) => void,
): string {
  const base = root.replace(/\/+$/, '')
  const todo = path.split('/').reverse()
  if (path.length > MAX_PATH || todo.length > MAX_DEPTH)
    throw new MachineError(`${path.slice(0, 60)}…: the path is too long`, 'ENAMETOOLONG')
  const done: string[] = []
  let links = 0
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (name === '' || name === '.') continue
    if (name === '..') {
      done.pop()
      continue
    }
    const folder = [base, ...done].join('/')
    const link = last === 'keep' && todo.length === 0 ? undefined : linkAt(folder, name)
    if (link === undefined) {
      done.push(name)
      continue
    }
    if (++links > MAX_LINKS) throw new MachineError(`${path}: too many symbolic links`, 'ELOOP')
    onLink?.(link)
    if (link.target.startsWith('/')) done.length = 0
    todo.push(...link.target.split('/').reverse())
  }
  const resolved = `${base}/${done.join('/')}`
  return path.endsWith('/') && done.length > 0 ? `${resolved}/` : resolved
}

function linkAt(folder: string, name: string): MetLink | undefined {
  const path = `${folder}/${name}`
  try {
    const state: Stats | undefined = lstatSync(path, { throwIfNoEntry: false })
    if (!state?.isSymbolicLink()) return undefined
    return { folder, name, target: readlinkSync(path), uid: state.uid }
  } catch {
    // Not reachable (a file in place of a folder, no permission): the caller's own call says so, with the path.
    return undefined
  }
}
