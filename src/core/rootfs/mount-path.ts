import { cleanPath } from '../go-path.ts'

/** Why a path cannot be a mount point; undefined when it can. */
export function mountPathFault(path: string): string | undefined {
  if (!path.startsWith('/')) return `"${path}" is no absolute path`
  if (path.split('/').includes('..')) return `${path} has ".." in it`
  // fstab and the options of an overlay have their own meaning for these.
  if (/[\s,:"'\\\p{Cc}]/u.test(path)) return `${path} has a blank, comma, colon, quote or backslash in it`
  const clean = cleanPath(path)
  if (clean === '/') return 'the root itself cannot be mounted over'
  const taken = kernelFolders.find((folder) => isBelow(clean, folder))
  return taken && `${clean} belongs to the running system`
}

/** `/run/elemental` and its like are fine: volumes may lie below /run, only not on it. */
const kernelFolders = ['/proc', '/sys', '/dev', '/run/overlay', '/run/systemd', '/run/cos-config']

/** The name of a path in a flat folder: `/etc/systemd` gives `etc-systemd`, as all systems of this line do. */
export function dashedName(path: string): string {
  return path.replace(/^\//, '').replaceAll('/', '-')
}

/** Whether a path is a folder itself or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

/** Of several paths the deepest that holds this one, but not itself. */
export function nearestAbove<T extends { readonly path: string }>(
  path: string,
  all: readonly T[],
): T | undefined {
  let nearest: T | undefined
  for (const candidate of all) {
    const isAbove = candidate.path !== path && isBelow(path, candidate.path)
    if (isAbove && candidate.path.length > (nearest?.path.length ?? 0)) nearest = candidate
  }
  return nearest
}
