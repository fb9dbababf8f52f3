import { dirname, resolve } from 'node:path'
import { readFoundFile } from '../sources/read-file.ts'
import type { LocatedDiagnostic } from '../validate/diagnostic.ts'
import type { Level, Levels } from '../validate/levels.ts'
import { type ProjectFile, projectFileName, readProjectFile } from '../validate/project-file.ts'

/**
 * The project files that hold for what is checked: that of the work folder, else the nearest in or above the folder
 * of a file. What the command line says wins.
 */
export class ProjectFiles {
  readonly #ofWorkFolder: ProjectFile | undefined
  readonly #byFolder = new Map<string, ProjectFile | undefined>()
  readonly #levels = new Map<ProjectFile | undefined, Levels>()
  readonly #given: ReadonlyMap<string, Level>

  constructor(given: ReadonlyMap<string, Level>) {
    this.#given = given
    this.#ofWorkFolder = read('.')
  }

  /** Of a file by its path on this machine; of a text by undefined. */
  levelsFor(path: string | undefined): Levels {
    const project =
      this.#ofWorkFolder ?? (path === undefined ? undefined : this.#above(dirname(resolve(path))))
    let levels = this.#levels.get(project)
    if (levels === undefined) {
      levels = new Map([...(project?.levels ?? []), ...this.#given])
      this.#levels.set(project, levels)
    }
    return levels
  }

  /** What is wrong with the project files that were looked at. */
  get diagnostics(): readonly LocatedDiagnostic[] {
    const all = new Set([this.#ofWorkFolder, ...this.#byFolder.values()])
    return [...all].flatMap((project) => project?.diagnostics ?? [])
  }

  #above(folder: string): ProjectFile | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder)
    const parent = dirname(folder)
    const found = read(folder) ?? (parent === folder ? undefined : this.#above(parent))
    this.#byFolder.set(folder, found)
    return found
  }
}

function read(folder: string): ProjectFile | undefined {
  const path = folder === '.' ? projectFileName : `${folder === '/' ? '' : folder}/${projectFileName}`
  const content = readFoundFile(path)
  return content instanceof Uint8Array ? readProjectFile(path, content) : undefined
}
