import { accessSync, constants, statSync } from 'node:fs'

/** The file that a program name means on a search path, as shells look for it; undefined when there is none. */
export function findProgram(name: string, searchPath: string): string | undefined {
  if (name.includes('/')) return isProgram(name) ? name : undefined
  for (const folder of searchPath.split(':')) {
    const file = `${folder === '' ? '.' : folder}/${name}`
    if (isProgram(file)) return file
  }
  return undefined
}

function isProgram(file: string): boolean {
  try {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
