import { lstatSync } from 'node:fs'
import { MachineError } from '../core/machine.ts'
import { type MetLink, walkPath } from './root-path.ts'

/**
 * Host paths of what is going to be changed. When we are root, a symbolic link that an unprivileged user owns is
 * followed only to what that user owns too: otherwise whoever owns a folder that we write to could lead us to
 * /etc/shadow. The same idea as systemd's "unsafe symlink" check.
 */
export class SafePaths {
  readonly root: string
  readonly #checked = new Map<string, string>()
  readonly #trusted: ReadonlySet<number> | undefined

  /** `root` is absolute. `privileged`: we are root, so links are looked at. */
  constructor(root: string, privileged = process.geteuid?.() === 0) {
    this.root = root.replace(/(?<=.)\/+$/, '')
    this.#trusted = privileged ? new Set([0]) : undefined
  }

  /** The host path of `path` itself; a link at its end stays one. */
  entry(path: string): string {
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    if (name === '' || name === '.' || name === '..') return this.target(path)
    return `${this.#folder(path.slice(0, slash + 1))}${name}`
  }

  /** The host path of what `path` leads to, whether it exists or not. Throws when a link on the way is not safe. */
  target(path: string): string {
    return walkPath(this.root, path, 'follow', (link) => this.#check(path, link))
  }

  /** Forgets what is known: a program was run, so links may have changed. */
  forget(): void {
    this.#checked.clear()
  }

  /** A folder written with its slash; checked once, because many files go to few folders. */
  #folder(folder: string): string {
    const known = this.#checked.get(folder)
    if (known !== undefined) return known
    const resolved = this.target(folder)
    const host = this.root === '/' ? folder : `${resolved.replace(/\/$/, '')}/`
    this.#checked.set(folder, host)
    return host
  }

  #check(path: string, { folder, name, target, uid }: MetLink): void {
    if (this.#trusted === undefined || this.#trusted.has(uid)) return
    const inside = `${folder.slice(this.root === '/' ? 0 : this.root.length)}/${target}`
    const resolved = walkPath(this.root, target.startsWith('/') ? target : inside, 'follow')
    if (ownerOfNearest(resolved) === uid) return
    throw new MachineError(
      `${path} is not touched: the link ${folder}/${name} belongs to user ${uid} but leads to ${target}, which does not`,
      'ELOOP',
    )
  }
}

/** Owner of a path, or of the lowest folder above it that exists. */
function ownerOfNearest(path: string): number | undefined {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    try {
      const state = lstatSync(at === '' ? '/' : at, { throwIfNoEntry: false })
      if (state) return state.uid
    } catch {
      // A file in place of a folder: the answer is above it.
    }
    if (at === '') return undefined
  }
}
