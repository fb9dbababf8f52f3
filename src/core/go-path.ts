/** Paths as Go's path/filepath treats them: by their text alone, without looking at links. */

/** The shortest path that means the same by its text: filepath.Clean. An empty path is `.`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/')
  const kept: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name !== '..') kept.push(name)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!rooted) kept.push('..')
  }
  return (rooted ? '/' : '') + kept.join('/') || '.'
}

/** The folder of a path: all before the last slash, cleaned; filepath.Dir. `/a/b/` gives `/a/b`. */
export function folderOf(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1))
}

/** The path as seen from a folder, otherwise untouched: the kernel resolves its `..`. An empty path stays empty. */
export function inFolder(folder: string, path: string): string {
  if (path === '' || path.startsWith('/')) return path
  return folder.endsWith('/') ? folder + path : `${folder}/${path}`
}
