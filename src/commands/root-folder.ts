import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Arguments, InputError } from './command.ts'

/** The folder of --root as an absolute path, `/` without the option. Throws an {@link InputError} when there is none. */
export function rootFolder(given: Arguments): string {
  const root = resolve(given.value('root') ?? '/')
  let isFolder: boolean
  try {
    isFolder = root === '/' || statSync(root).isDirectory()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw new InputError(`--root ${root} ${code === 'ENOENT' ? 'does not exist' : `cannot be used: ${code}`}`)
  }
  if (!isFolder) throw new InputError(`--root ${root} is no folder`)
  return root
}
