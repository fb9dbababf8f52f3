import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { refusalOf } from '../sources/read-file.ts'
import { type Arguments, InputError } from './command.ts'

/** The folder of --root as an absolute path, `/` without the option. Throws an {@link InputError} when there is none. */
export function rootFolder(given: Arguments): string {
  const root = given.value('root') ?? '/'
  let path: string
  let isFolder: boolean
  try {
    path = resolve(root)
    isFolder = path === '/' || statSync(path).isDirectory()
  } catch (error) {
    throw new InputError(`--root ${root} ${refusalOf(error).problem}`)
  }
  if (!isFolder) throw new InputError(`--root ${root} is no folder`)
  return path
}
