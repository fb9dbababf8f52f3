import { cleanPath, folderOf } from '../core/go-path.ts'
import { compareBytes, fromBytes } from '../core/go-string.ts'
import { type FileState, MachineError, type Present } from '../core/machine.ts'

/** What is, or would be, at a path without links in it. */
export interface LayerEntry {
  readonly type: FileState['type']
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Of a file; undefined while it is what lies below. */
  readonly content?: Uint8Array | undefined
  /** Of a link. */
  readonly target?: string | undefined
}

/** What a plan puts over what is there, by paths without links. */
export type Layer = Map<string, LayerEntry | 'removed'>

/** A present that reads through a layer. */
export interface LayeredPresent extends Present {
  /** The path without links, inside the root; for `keep` a link at the end stays. */
  locate(path: string, last: 'follow' | 'keep'): string
  /** What is at a path without links. */
  entry(path: string): LayerEntry | undefined
  /** As entry, with the content of a file. */
  withContent(path: string): LayerEntry | undefined
}

const MAX_LINKS = 40

export function presentWith(base: Present, layer: Layer): LayeredPresent {
  const entry = (path: string): LayerEntry | undefined => {
    const planned = layer.get(path)
    if (planned !== undefined) return planned === 'removed' ? undefined : planned
    if (isBelowRemoved(layer, path)) return undefined
    const state = base.lstat(path)
    if (state === undefined) return undefined
    const { type, mode, uid, gid } = state
    return { type, mode, uid, gid, ...(type === 'symlink' && { target: base.readlink(path) }) }
  }

  const locate = (path: string, last: 'follow' | 'keep'): string => {
    const todo = path.split('/').reverse()
    let at = '/'
    let links = 0
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
      if (name === '' || name === '.') continue
      const here = name === '..' ? folderOf(at) : cleanPath(`${at}/${name}`)
      const target = last === 'keep' && todo.length === 0 ? undefined : entry(here)?.target
      if (target === undefined) {
        at = here
        continue
      }
      if (++links > MAX_LINKS) throw new MachineError(`${path}: too many symbolic links`, 'ELOOP')
      if (target.startsWith('/')) at = '/'
      todo.push(...target.split('/').reverse())
    }
    return at
  }

  const bytesAt = (path: string): Uint8Array | undefined => {
    const planned = layer.get(path)
    if (planned !== undefined && planned !== 'removed' && planned.content !== undefined)
      return planned.content
    if (planned !== undefined && planned !== 'removed' && planned.type === 'directory') {
      throw new MachineError(`${path} cannot be read: it is a folder`, 'EISDIR')
    }
    return planned === 'removed' || isBelowRemoved(layer, path) ? undefined : base.bytes(path)
  }

  const stateAt = (path: string): FileState | undefined => {
    const found = entry(path)
    if (found === undefined) return undefined
    const { type, mode, uid, gid, content } = found
    return { type, mode, uid, gid, size: content?.length ?? base.lstat(path)?.size ?? 0 }
  }

  const listAt = (path: string): string[] | undefined => {
    if (entry(path)?.type !== 'directory') return undefined
    const names = new Set(base.list(path))
    for (const [place, planned] of layer) {
      if (place === '/' || folderOf(place) !== path) continue
      const name = place.slice(place.lastIndexOf('/') + 1)
      if (planned === 'removed') names.delete(name)
      else names.add(name)
    }
    return [...names].sort(compareBytes)
  }

  const bytes = (path: string) => bytesAt(locate(path, 'follow'))
  return {
    locate,
    entry,
    withContent(path) {
      const found = entry(path)
      return found?.type === 'file' && found.content === undefined
        ? { ...found, content: bytesAt(path) }
        : found
    },
    stat: (path) => attempt(() => stateAt(locate(path, 'follow'))),
    lstat: (path) => attempt(() => stateAt(locate(path, 'keep'))),
    bytes,
    text(path) {
      const found = bytes(path)
      return found && fromBytes(found)
    },
    list: (path) => listAt(locate(path, 'follow')),
    readlink: (path) => attempt(() => entry(locate(path, 'keep'))?.target),
  }
}

/** A loop of links is as good as nothing. */
function attempt<T>(look: () => T | undefined): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

function isBelowRemoved(layer: Layer, path: string): boolean {
  if (layer.size === 0) return false
  for (let above = folderOf(path); above !== '/' && above !== '.'; above = folderOf(above)) {
    const planned = layer.get(above)
    if (planned !== undefined) return planned === 'removed'
  }
  return false
}
