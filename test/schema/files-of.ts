import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** All files below a folder whose names match, in a fixed order. */
export function filesOf(folder: string, name: RegExp): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
