import { posix } from 'node:path'

/** An entry of a layer, as far as it decides what becomes of it. */
export interface LayerEntry {
  readonly name: string
  readonly isDirectory: boolean
}

/** What to do with an entry of a layer. */
export type Verdict =
  | { readonly kind: 'take'; readonly path: string }
  /** It only says what of the layers below is hidden. */
  | { readonly kind: 'marker' }
  /** A layer above has something else in its place. */
  | { readonly kind: 'hidden'; readonly path: string }
  /** It stands below something of this image that is no folder, and is dropped. */
  | { readonly kind: 'misplaced'; readonly path: string }

/**
 * Which entries of an image's layers count, when the layers are gone through from the topmost down: then each path
 * is taken once, nothing is written that a layer above replaces or deletes, and a file is never written through a
 * link of the image. As yip flattens images; opaque folders, which it forgets, count here too (OCI image layer
 * specification, whiteouts).
 */
export class Flattening {
  /** What was taken, and whether something can stand below it. */
  readonly #taken = new Map<string, 'folder' | 'other'>()
  /** Deleted by layers above; `layer` holds what the layer that is being read deletes in those below it. */
  readonly #deleted = new Set<string>()
  readonly #opaque = new Set<string>()
  #layer: { readonly deleted: string[]; readonly opaque: string[] } = { deleted: [], opaque: [] }

  judge({ name, isDirectory }: LayerEntry): Verdict {
    const path = pathInImage(name)
    const base = posix.basename(path)
    const folder = posix.dirname(path)
    if (base === '.wh..wh..opq') {
      this.#layer.opaque.push(folder)
      return { kind: 'marker' }
    }
    if (base.startsWith('.wh.')) {
      const hidden = base.slice('.wh.'.length)
      // Markers of aufs itself, and names that would lead elsewhere.
      if (!base.startsWith('.wh..wh.') && hidden !== '' && hidden !== '.' && hidden !== '..')
        this.#layer.deleted.push(posix.join(folder, hidden))
      return { kind: 'marker' }
    }
    if (this.#taken.has(path) || this.#deleted.has(path)) return { kind: 'hidden', path }
    const above = this.#whatIsAbove(path)
    if (above !== undefined) return { kind: above, path }
    this.#taken.set(path, isDirectory ? 'folder' : 'other')
    return { kind: 'take', path }
  }

  /** The layer is at its end: what it deletes is hidden from now on. */
  endLayer(): void {
    for (const path of this.#layer.deleted) this.#deleted.add(path)
    for (const path of this.#layer.opaque) this.#opaque.add(path)
    this.#layer = { deleted: [], opaque: [] }
  }

  #whatIsAbove(path: string): 'hidden' | 'misplaced' | undefined {
    for (let folder = path; folder !== '.'; ) {
      folder = posix.dirname(folder)
      if (this.#opaque.has(folder) || this.#deleted.has(folder)) return 'hidden'
      if (this.#taken.get(folder) === 'other') return 'misplaced'
    }
    return undefined
  }
}

/** Path of an entry relative to the image's root, `.` for the root itself; it never leads out of it. */
export function pathInImage(name: string): string {
  const path = posix.normalize(`/${name}`).replace(/^\/+|\/+$/g, '')
  return path === '' ? '.' : path
}

/** Whether a relative link at `path` leads out of the image. */
export function leadsOut(path: string, target: string): boolean {
  if (target.startsWith('/')) return false
  const reached = posix.normalize(posix.join(posix.dirname(path), target))
  return reached === '..' || reached.startsWith('../')
}
